package coach;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a person may set, in the order in which people need it: the help, the README and the doctor
 * all read this one list.
 *
 * @param fallback what holds when the variable is not set, in words
 * @param secret whether its value may never be shown
 */
public record Setting(String name, String meaning, String fallback, boolean secret) {

  public static final List<Setting> ALL =
      List.of(
          shown("COACH_HOME", "folder of the embedded database, with its passwords", "`~/.coach`"),
          new Setting(
              "DATABASE_URL",
              "another PostgreSQL (15 or newer), as"
                  + " `postgres://user:password@host:5432/database?sslmode=require`",
              "the embedded one in `COACH_HOME`",
              true),
          shown(
              "COACH_USER",
              "whose data standard input and `call` serve: an e-mail or id",
              "the local lifter"),
          shown("PORT", "where `serve` listens; 0 takes any free port", "`8080`"),
          shown(
              "MCP_SERVER_URL",
              "the address at which clients reach `serve`",
              "`http://localhost:PORT`"),
          shown(
              "MCP_TRANSPORT",
              "what coach does without a command: `http` serves, `stdio` speaks on standard input"
                  + " and output",
              "`http`"),
          shown(
              "LOG_LEVEL",
              "`TRACE`, `DEBUG`, `INFO`, `WARN`, `ERROR` or `OFF`",
              "`INFO` while serving, else `WARN`"),
          shown(
              "RATE_LIMIT_PER_HOUR",
              "calls per lifter and hour over HTTP; 0 switches the limit off",
              "`100`"),
          shown(
              "COACH_AUTH",
              "`builtin`, `issuer` or `none`: how HTTP callers will prove who they are; today"
                  + " `serve` listens on 127.0.0.1 only, whatever this says",
              "`builtin`"),
          shown(
              "TRUSTED_PROXY_HEADER",
              "header in which your proxy names the client's address",
              "none: the socket's address"),
          shown(
              "COACH_STRICT_HEADERS",
              "`true` refuses requests that break the protocol in ways known clients do",
              "`false`"));

  private static Setting shown(String name, String meaning, String fallback) {
    return new Setting(name, meaning, fallback, false);
  }

  /** The table of the README. */
  public static String markdown() {
    return ALL.stream()
        .map(s -> "| `%s` | %s | %s |\n".formatted(s.name(), s.meaning(), s.fallback()))
        .collect(Collectors.joining("", "| variable | meaning | default |\n|---|---|---|\n", ""));
  }
}
