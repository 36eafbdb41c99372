/** Sets, targets and omissions in the form in which several answers show them. */
package coach.tools.sets;
