/** The table of contents: tools, resources, prompts and completions in the order of their lists. */
package coach.tools.contents;
