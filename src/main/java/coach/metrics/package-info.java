/** What a running coach measures, as Prometheus reads it. */
package coach.metrics;
