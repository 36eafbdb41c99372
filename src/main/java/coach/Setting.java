package coach;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One environment variable. The help, the README and the doctor read this one list, which is in the
 * order in which users need it.
 *
 * @param fallback what holds when the variable is not set, in words
 * @param secret whether its value may never be shown
 * @param rare whether few users need it, so that the README leaves it to the help
 */
public record Setting(String name, String meaning, String fallback, boolean secret, boolean rare) {
  public static final List<Setting> ALL =
      List.of(
          shown("COACH_HOME", "folder of the embedded database, with its passwords", "`~/.coach`"),
          new Setting(
              "DATABASE_URL",
              "your own PostgreSQL (15 or newer):"
                  + " `postgres://user:password@host:5432/database?sslmode=require`",
              "the embedded one in `COACH_HOME`",
              true,
              false),
          shown(
              "COACH_USER",
              "the account that `stdio` and `call` use: an e-mail or id",
              "the local lifter"),
          shown("PORT", "port of `serve`; 0 takes any free one", "`8080`"),
          shown("MCP_SERVER_URL", "public address of `serve`", "`http://localhost:PORT`"),
          rare(
              "COACH_LOCAL_ONLY",
              "`true` listens on this machine only, for a proxy that stands on it; else so does a"
                  + " `serve` without a public address",
              "`false`"),
          rare(
              "MCP_TRANSPORT",
              "what coach does without a command: `http` is `serve`, `stdio` is `stdio`",
              "`http`"),
          rare(
              "METRICS_PORT",
              "port on which `serve` tells Prometheus what it measures, at `/metrics` and without"
                  + " sign-in: open it to your monitor only; 0 for none",
              "`0`"),
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
              "how HTTP clients sign in: `builtin` (coach's own accounts, or Supabase's), `issuer`"
                  + " (tokens of `OAUTH_ISSUER`) or `none` (no sign-in, this machine only)",
              "`builtin`"),
          new Setting(
              "COACH_SECRET",
              "32 characters or more; encrypts the token-signing keys and signs the state that"
                  + " clients send back",
              "unset: keys are stored unencrypted",
              true,
              false),
          shown(
              "SUPABASE_URL",
              "the Supabase project whose accounts sign in, such as `https://ref.supabase.co`",
              "coach's own accounts"),
          new Setting(
              "SUPABASE_ANON_KEY",
              "publishable key of that project",
              "required with `SUPABASE_URL`",
              true,
              false),
          shown(
              "USE_REST_API",
              "`true` reaches that project over its Data API instead of `DATABASE_URL`; stdio and"
                  + " the shell then serve whom `coach login` signed in",
              "`false`"),
          secret(
              "USER_JWT_TOKEN", "with `USE_REST_API`: your access token", "that of `coach login`"),
          secret(
              "SUPABASE_SIGNING_KEY",
              "with `USE_REST_API`, to serve over HTTP: the private ES256 key (JWK) that you"
                  + " imported into the project, or its legacy JWT secret",
              "stdio and the shell only"),
          secret(
              "SUPABASE_SECRET_KEY",
              "secret key of the project, for coach's own sign-in state",
              "required with `SUPABASE_SIGNING_KEY`"),
          rare(
              "OAUTH_ISSUER",
              "with `issuer`: the OpenID issuer whose tokens are accepted",
              "required with `issuer`"),
          rare(
              "OAUTH_AUDIENCE",
              "with `issuer`: the audience that its tokens must name",
              "required with `issuer`"),
          shown(
              "TRUSTED_PROXY_HEADER",
              "header in which your proxy names the client's address",
              "none: the socket's address"),
          rare(
              "COACH_STRICT_HEADERS",
              "`true` refuses requests that break the protocol in ways that known clients do",
              "`false`"));

  private static Setting shown(String name, String meaning, String fallback) {
    return new Setting(name, meaning, fallback, false, false);
  }

  private static Setting secret(String name, String meaning, String fallback) {
    return new Setting(name, meaning, fallback, true, true);
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
