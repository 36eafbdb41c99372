/** The lifter's profile and settings. */
package coach.tools.account;
