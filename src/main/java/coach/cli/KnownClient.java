package coach.cli;

import coach.Config;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The clients whose configuration coach knows: where it lies and under which name servers stand.
 */
enum KnownClient {
  CLAUDE_DESKTOP("Claude Desktop", "mcpServers"),
  CLAUDE_CODE("Claude Code", ""),
  VSCODE("VS Code", "servers"),
  CURSOR("Cursor", "mcpServers");

  static final List<KnownClient> ALL = List.of(values());

  private final String title;
  private final String servers;

  KnownClient(String title, String servers) {
    this.title = title;
    this.servers = servers;
  }

  String title() {
    return title;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The member of the file's object that holds all servers. */
  String servers() {
    return servers;
  }

  static KnownClient of(String word, Options options) {
    return ALL.stream()
        .filter(client -> client.word().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() -> options.wrong("it does not know the client \"" + word + "\""));
  }

  /** The client's own file, for all folders in which the user opens it. */
  Path file(Map<String, String> environment) {
    Path home = Config.userFolder(environment);
    return switch (this) {
      case CLAUDE_DESKTOP ->
          settings(home, environment).resolve("Claude").resolve("claude_desktop_config.json");
      case CURSOR -> home.resolve(".cursor").resolve("mcp.json");
      case VSCODE ->
          settings(home, environment).resolve("Code").resolve("User").resolve("mcp.json");
      case CLAUDE_CODE -> throw new IllegalStateException("Claude Code is told by its own program");
    };
  }

  /** Where programs of this system keep their settings. */
  private static Path settings(Path home, Map<String, String> environment) {
    String system = System.getProperty("os.name");
    if (system.startsWith("Mac")) {
      return home.resolve("Library").resolve("Application Support");
    }
    String variable = system.startsWith("Windows") ? "APPDATA" : "XDG_CONFIG_HOME";
    String told = environment.getOrDefault(variable, "");
    return told.isBlank() ? home.resolve(".config") : Path.of(told);
  }
}
