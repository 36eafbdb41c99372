/** What goes into the database and out of it as a whole: back-up, restore, export, import plan. */
package coach.store;
