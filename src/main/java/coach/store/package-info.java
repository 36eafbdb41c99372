/** What goes into the database and out of it as a whole: backup, restore, export, import plan. */
package coach.store;
