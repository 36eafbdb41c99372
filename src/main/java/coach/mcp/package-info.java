/**
 * The wire protocol, both eras: one dispatcher, and two thin callers of it (a servlet and a loop
 * over standard input). Types of the protocol's SDK are named here and nowhere else.
 */
package coach.mcp;
