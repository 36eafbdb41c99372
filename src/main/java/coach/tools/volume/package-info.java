/** Sets per muscle and week, against landmarks. */
package coach.tools.volume;
