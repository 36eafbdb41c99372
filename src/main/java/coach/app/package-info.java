/** What one running process holds: its database, and the account that it serves. */
package coach.app;
