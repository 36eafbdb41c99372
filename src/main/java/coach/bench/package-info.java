/** How fast deployments of coach are, asked as a client asks, side by side. */
package coach.bench;
