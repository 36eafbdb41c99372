/**
 * One question asked of the built jar over every road and by other people's clients, which must all
 * bring home the same answer.
 */
package coach.clients;
