/** Plans: what they ask for, made, changed and followed. */
package coach.tools.plans;
