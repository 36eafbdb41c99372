/** Who is asking over HTTP: tokens, the authorization server, and what protects both. */
package coach.oauth;
