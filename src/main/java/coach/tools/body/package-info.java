/** Body weight, measurements and goals. */
package coach.tools.body;
