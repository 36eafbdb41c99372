/** Who asks, as every answer needs to know them: unit, zone, settings and equipment. */
package coach.tools.lifter;
