package coach.pages;

import coach.accounts.Session;

/** How to connect each assistant to this very server, ready to be copied. */
final class ConnectPage implements Page {
  private final String address;
  private final boolean local;

  /**
   * @param local whether the server can be reached from this machine only
   */
  ConnectPage(String serverUrl, boolean local) {
    this.address = serverUrl + "/mcp";
    this.local = local;
  }

  @Override
  public PageResponse show(Visit visit) {
    Html main =
        Html.of(
            """
            <h1>Connect an assistant</h1>
            <p>Tell it this address. The first time it opens a page here, on which you sign in and say
            what it may do.</p>
            {}
            {}{}{}
            <p>Then ask: <em>What does coach know about me?</em></p>
            <script src="/copy.js" defer></script>
            """,
            copy(address),
            local ? onThisMachineOnly() : onTheWeb(),
            onThisDevice(),
            section(
                "Anything else",
                Html.of(
                    "<p>Any client of the Model Context Protocol that speaks HTTP and OAuth takes the address. One that only starts programs can use</p>{}",
                    copy("npx mcp-remote " + address))));
    Session session = visit.session().orElse(null);
    String title = "Connect an assistant";
    return PageResponse.page(
            session == null ? Layout.page(title, main) : Layout.page(title, visit, session, main))
        .with("Content-Security-Policy", PageServlet.POLICY + "; script-src 'self'");
  }

  /** The connectors of Claude and ChatGPT are called from the internet, in the desktop app too. */
  private static Html onThisMachineOnly() {
    return Html.of(
        "<p class=\"warning\">This address works on this machine only. Claude on the web and ChatGPT need a server that the internet can reach over https.</p>{}",
        section(
            "Claude Desktop",
            Html.of(
                "<p>Type this in coach's folder and restart Claude Desktop, which then starts coach itself and needs no sign-in:</p>{}",
                copy("bin/coach connect claude-desktop --write"))));
  }

  private static Html onTheWeb() {
    return Html.all(
        section(
            "Claude on the web, desktop and phone",
            Html.of(
                """
                <ol><li>In <em>Settings</em>, open <em>Connectors</em> and choose <em>Add custom connector</em>.</li>
                <li>Name it coach, paste the address above and add it.</li>
                <li>Choose <em>Connect</em>.</li></ol>
                """)),
        section(
            "ChatGPT",
            Html.of(
                """
                <ol><li>In <em>Settings</em>, open <em>Apps &amp; Connectors</em>, then <em>Advanced settings</em>, and
                switch on developer mode.</li>
                <li>Back in <em>Apps &amp; Connectors</em>, choose <em>Create</em>, name it coach, paste the
                address above and choose OAuth.</li></ol>
                """)));
  }

  private Html onThisDevice() {
    String json = "{\"mcpServers\": {\"coach\": {\"url\": \"%s\"}}}".formatted(address);
    String vscode = "{\"name\": \"coach\", \"type\": \"http\", \"url\": \"%s\"}".formatted(address);
    return Html.all(
        section(
            "Claude Code",
            Html.of(
                "{}<p>Then type <code>/mcp</code> in a session, choose coach and authenticate.</p>",
                copy("claude mcp add --transport http --scope user coach " + address))),
        section(
            "VS Code",
            Html.of(
                "{}<p>VS Code asks to sign in when coach is used first.</p>",
                copy("code --add-mcp '" + vscode + "'"))),
        section("Cursor", Html.of("<p>In <code>~/.cursor/mcp.json</code>:</p>{}", copy(json))));
  }

  private static Html section(String title, Html content) {
    return Html.of("<section><h2>{}</h2>{}</section>\n", title, content);
  }

  /** In a box of its own, of which one click selects all. */
  private static Html copy(String text) {
    return Html.of("<pre><code>{}</code></pre>", text);
  }
}
