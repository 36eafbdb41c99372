/** The embedded server: a real PostgreSQL that coach unpacks, starts, shares and stops. */
package coach.postgres;
