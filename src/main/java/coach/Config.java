package coach;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every setting, read once from the environment and never again; all faults are reported together.
 *
 * @param databaseUrl a JDBC URL with its credentials taken out, empty for the embedded database
 * @param home folder of the embedded database and of keys
 * @param user the account that stdio and the shell use: an e-mail or id; empty for the local lifter
 * @param port where {@code serve} listens, 0 for any free port
 * @param serverUrl the public base address, without a trailing slash
 * @param localOnly listen on this machine's own address although {@code serverUrl} is public
 * @param transport what the jar does without a command
 * @param auth how HTTP callers prove who they are
 * @param rateLimit calls per user and hour over HTTP, 0 for no limit
 * @param issuer the server whose tokens are taken, present where {@code auth} is {@code ISSUER}
 * @param supabase whose accounts sign in
 * @param secret encrypts the token-signing keys and signs the state that clients send back
 * @param trustedProxyHeader header that carries the client's address, empty for the socket's
 * @param metricsPort where a monitor reads what is measured, 0 for nowhere
 * @param strictHeaders refuse what the protocol lets us refuse although a known client sends it
 * @param rest present where the database is reached over a project's Data API
 */
public record Config(
    Optional<DatabaseUrl> databaseUrl,
    Path home,
    Optional<String> user,
    int port,
    String serverUrl,
    boolean localOnly,
    Transport transport,
    Auth auth,
    int rateLimit,
    Optional<Issuer> issuer,
    Optional<Supabase> supabase,
    Optional<Secret> secret,
    Optional<String> trustedProxyHeader,
    int metricsPort,
    boolean strictHeaders,
    String logLevel,
    Optional<Rest> rest) {
  /** What the jar speaks when it is started without a command. */
  public enum Transport {
    HTTP,
    STDIO
  }

  /** How HTTP callers prove who they are. */
  public enum Auth {
    BUILTIN,
    ISSUER,
    NONE
  }

  /**
   * A server whose tokens are taken instead of our own.
   *
   * @param url without a trailing slash
   * @param audience what its tokens must name as their audience
   * @param key the publishable key that a Supabase project's gateway may ask for
   */
  public record Issuer(String url, String audience, Optional<Secret> key) {
    /** Every token of a Supabase project names it. */
    private static final String SUPABASE_AUDIENCE = "authenticated";

    public Issuer(String url, String audience) {
      this(url, audience, Optional.empty());
    }

    public boolean isSupabase() {
      return audience.equals(SUPABASE_AUDIENCE);
    }

    /** The same, asked with that key where it is Supabase's. */
    Issuer with(Optional<Secret> key) {
      return new Issuer(url, audience, isSupabase() ? key : Optional.empty());
    }
  }

  /**
   * A Supabase project.
   *
   * @param url without a trailing slash
   * @param anonKey its publishable key
   */
  public record Supabase(String url, Secret anonKey) {}

  /**
   * The Data API of a Supabase project instead of a connection.
   *
   * @param userToken one person's token; empty for what {@code coach login} keeps
   * @param signingKey signs tokens that the project takes; present only with a secret key
   */
  public record Rest(
      Supabase project,
      Optional<Secret> userToken,
      Optional<Secret> signingKey,
      Optional<Secret> secretKey) {}

  /** A text that is never shown. */
  public record Secret(String value) {
    @Override
    public String toString() {
      return "***";
    }
  }

  /** The settings are unusable; the message has one line per fault. */
  public static final class Invalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Invalid(List<String> faults) {
      super(String.join(System.lineSeparator(), faults));
    }
  }

  private static final List<String> LEVELS =
      List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");

  /**
   * Reads the settings.
   *
   * @throws Invalid naming every variable that is wrong, its value unless secret, and what to send
   */
  public static Config read(Map<String, String> environment) {
    Environment reader = new Environment(environment);
    int port = reader.number("PORT", 8080, 0, 65_535);
    Optional<Supabase> project = supabase(reader);
    Auth auth = reader.choice("COACH_AUTH", Auth.class, Auth.BUILTIN);
    Config config =
        new Config(
            reader.databaseUrl(),
            reader.path("COACH_HOME", userFolder(environment).resolve(".coach")),
            reader.text("COACH_USER"),
            port,
            reader.serverUrl("http://localhost:" + port),
            reader.flag("COACH_LOCAL_ONLY"),
            reader.choice("MCP_TRANSPORT", Transport.class, Transport.HTTP),
            auth,
            reader.number("RATE_LIMIT_PER_HOUR", 100, 0, 1_000_000),
            issuer(reader, auth, reader.secret("SUPABASE_ANON_KEY", 1)),
            project,
            reader.secret("COACH_SECRET", 32),
            reader.headerName("TRUSTED_PROXY_HEADER"),
            reader.number("METRICS_PORT", 0, 0, 65_535),
            reader.flag("COACH_STRICT_HEADERS"),
            reader.oneOf("LOG_LEVEL", LEVELS, "INFO"),
            rest(reader, project));
    if (port != 0 && config.metricsPort() == port) {
      reader.clash("METRICS_PORT", "PORT");
    }
    reader.finish();
    return config;
  }

  private static Optional<Issuer> issuer(Environment reader, Auth auth, Optional<Secret> key) {
    Optional<String> url = reader.issuer("OAUTH_ISSUER");
    Optional<String> audience = reader.text("OAUTH_AUDIENCE");
    if (auth != Auth.ISSUER) {
      return Optional.empty();
    }
    if (url.isEmpty()) {
      reader.missing("OAUTH_ISSUER", "COACH_AUTH is issuer");
    }
    if (audience.isEmpty()) {
      reader.missing("OAUTH_AUDIENCE", "COACH_AUTH is issuer");
    }
    return url.map(u -> new Issuer(u, audience.orElse("")).with(key));
  }

  private static Optional<Supabase> supabase(Environment reader) {
    Optional<String> url = reader.supabaseUrl("SUPABASE_URL");
    Optional<Secret> key = reader.secret("SUPABASE_ANON_KEY", 1);
    if (url.isPresent() && key.isEmpty()) {
      reader.missing("SUPABASE_ANON_KEY", "SUPABASE_URL is set");
    }
    return url.flatMap(u -> key.map(k -> new Supabase(u, k)));
  }

  private static Optional<Rest> rest(Environment reader, Optional<Supabase> project) {
    Optional<Secret> signing = reader.secret("SUPABASE_SIGNING_KEY", 32);
    Optional<Secret> secret = reader.secret("SUPABASE_SECRET_KEY", 10);
    Optional<Secret> token = reader.secret("USER_JWT_TOKEN", 32);
    if (!reader.flag("USE_REST_API")) {
      return Optional.empty();
    }
    if (project.isEmpty() && reader.text("SUPABASE_URL").isEmpty()) {
      reader.missing("SUPABASE_URL", "USE_REST_API is true");
    }
    if (signing.isPresent() != secret.isPresent()) {
      boolean signs = signing.isPresent();
      reader.missing(
          signs ? "SUPABASE_SECRET_KEY" : "SUPABASE_SIGNING_KEY",
          (signs ? "SUPABASE_SIGNING_KEY" : "SUPABASE_SECRET_KEY") + " is set");
    }
    return project.map(found -> new Rest(found, token, signing, secret));
  }

  /** The person's own folder; unlike {@code user.home}, it follows a changed {@code HOME}. */
  public static Path userFolder(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.startsWith("/") ? home : System.getProperty("user.home"));
  }
}
