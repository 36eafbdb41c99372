/** The web server around the protocol: its filters and routes, and nothing that a tool knows. */
package coach.http;
