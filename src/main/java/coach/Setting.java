package coach;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a person may set, in the order in which people need it: the help, the README and the doctor
 * all read this one list.
 *
 * @param fallback what holds when the variable is not set, in words
 * @param secret whether its value may never be shown
 * @param rare whether most people never need it, so that the README leaves it to the help
 */
public record Setting(String name, String meaning, String fallback, boolean secret, boolean rare) {

  public static final List<Setting> ALL =
      List.of(
          shown("COACH_HOME", "folder of the embedded database, with its passwords", "`~/.coach`"),
          new Setting(
              "DATABASE_URL",
              "another PostgreSQL (15 or newer), as"
                  + " `postgres://user:password@host:5432/database?sslmode=require`",
              "the embedded one in `COACH_HOME`",
              true,
              false),
          shown(
              "COACH_USER",
              "whose data standard input and `call` serve: an e-mail or id",
              "the local lifter"),
          shown("PORT", "where `serve` listens; 0 takes any free port", "`8080`"),
          shown(
              "MCP_SERVER_URL",
              "the address at which clients reach `serve`",
              "`http://localhost:PORT`"),
          rare(
              "MCP_TRANSPORT",
              "what coach does without a command: `http` serves, `stdio` speaks on standard input"
                  + " and output",
              "`http`"),
          rare(
              "LOG_LEVEL",
              "`TRACE`, `DEBUG`, `INFO`, `WARN`, `ERROR` or `OFF`",
              "`INFO` while serving, else `WARN`"),
          shown(
              "RATE_LIMIT_PER_HOUR",
              "calls per lifter and hour over HTTP; 0 switches the limit off",
              "`100`"),
          shown(
              "COACH_AUTH",
              "how HTTP callers prove who they are: `builtin` (coach's own sign-in), `issuer`"
                  + " (tokens of `OAUTH_ISSUER`) or `none` (this machine only)",
              "`builtin`"),
          new Setting(
              "COACH_SECRET",
              "32 characters or more; encrypts signing keys at rest and authenticates what clients"
                  + " carry for coach",
              "keys in the database alone",
              true,
              false),
          shown(
              "SUPABASE_URL",
              "the Supabase project whose accounts sign in, such as `https://ref.supabase.co`",
              "accounts of coach's own"),
          new Setting(
              "SUPABASE_ANON_KEY",
              "publishable key of that project",
              "needed with it",
              true,
              false),
          rare(
              "OAUTH_ISSUER",
              "with `issuer`: the OpenID issuer whose tokens are taken",
              "needed with `issuer`"),
          rare(
              "OAUTH_AUDIENCE",
              "with `issuer`: what its tokens must name as their audience",
              "needed with `issuer`"),
          shown(
              "TRUSTED_PROXY_HEADER",
              "header in which your proxy names the client's address",
              "none: the socket's address"),
          rare(
              "COACH_STRICT_HEADERS",
              "`true` refuses requests that break the protocol in ways known clients do",
              "`false`"));

  private static Setting shown(String name, String meaning, String fallback) {
    return new Setting(name, meaning, fallback, false, false);
  }

  private static Setting rare(String name, String meaning, String fallback) {
    return new Setting(name, meaning, fallback, false, true);
  }

  /** The table of the README, which leaves the rare ones out. */
  public static String markdown() {
    return ALL.stream()
        .filter(setting -> !setting.rare())
        .map(s -> "| `%s` | %s | %s |\n".formatted(s.name(), s.meaning(), s.fallback()))
        .collect(Collectors.joining("", "| variable | meaning | default |\n|---|---|---|\n", ""));
  }
}
