/** What a person sees in a browser: plain server-rendered pages that need no script. */
package coach.pages;
