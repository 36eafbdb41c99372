/** Addresses: one answer to what is this machine, what is public, and who shares an address. */
package coach.net;
