package coach.pages;

import coach.accounts.Session;

/** The page at the server's address; with Supabase's accounts there are no invitations. */
record LandingPage(String serverUrl, boolean supabase) implements Page {
  @Override
  public PageResponse show(Visit visit) {
    Html main =
        Html.of(
            """
            {}<h1>Ask about your training log</h1>
            <p>This is a coach server: it lets Claude, ChatGPT and other assistants answer questions
            about training from the workouts that its lifters really logged. There is no language
            model here. coach does the arithmetic and shows its evidence; the assistant does the
            talking.</p>
            <p class="actions">{}</p>
            <section>
            <h2>For assistants</h2>
            <p>The address to connect to is</p>
            <pre><code>{}/mcp</code></pre>
            <p>{}</p>
            </section>
            """,
            farewell(visit),
            ways(visit),
            serverUrl,
            supabase
                ? "You sign in with the same account as in the workout app."
                : "Accounts are by invitation. Ask the operator of this server for a link.");
    Session session = visit.session().orElse(null);
    return PageResponse.page(
        session == null
            ? Layout.page("Ask about your training log", main)
            : Layout.page("Ask about your training log", visit, session, main));
  }

  private static Html farewell(Visit visit) {
    return Html.when(
        visit.query().get("gone").equals("account"),
        Html.of(
            "<p class=\"note\" role=\"status\">Your account and everything in it is deleted.</p>"));
  }

  private static Html ways(Visit visit) {
    return visit.session().isPresent()
        ? Html.of(
            "<a class=\"button\" href=\"/connect\">Connect an assistant</a>"
                + "<a class=\"button second\" href=\"/account\">Your account</a>")
        : Html.of("<a class=\"button\" href=\"/signin\">Sign in</a>");
  }
}
