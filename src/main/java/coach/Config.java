package coach;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Every setting, read once from the environment and never again; all faults are reported together.
 *
 * @param databaseUrl a JDBC URL with its credentials taken out, empty for the embedded database
 * @param home folder of the embedded database and of keys
 * @param user whose data standard input and the shell serve: an e-mail or id; empty for the local
 *     lifter
 * @param port where {@code serve} listens, 0 for any free port
 * @param serverUrl the public base address, without a trailing slash
 * @param transport what the jar does without a command
 * @param auth how HTTP callers prove who they are
 * @param rateLimit calls per user and hour over HTTP, 0 for no limit
 * @param trustedProxyHeader header that carries the client's address, empty for the socket's
 * @param strictHeaders refuse what the protocol lets us refuse although a known client sends it
 */
public record Config(
    Optional<DatabaseUrl> databaseUrl,
    Path home,
    Optional<String> user,
    int port,
    String serverUrl,
    Transport transport,
    Auth auth,
    int rateLimit,
    Optional<String> trustedProxyHeader,
    boolean strictHeaders,
    String logLevel) {

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
    Reader reader = new Reader(environment);
    int port = reader.number("PORT", 8080, 0, 65_535);
    Config config =
        new Config(
            reader.databaseUrl(),
            reader.path("COACH_HOME", userFolder(environment).resolve(".coach")),
            reader.text("COACH_USER"),
            port,
            reader.serverUrl("http://localhost:" + port),
            reader.choice("MCP_TRANSPORT", Transport.class, Transport.HTTP),
            reader.choice("COACH_AUTH", Auth.class, Auth.BUILTIN),
            reader.number("RATE_LIMIT_PER_HOUR", 100, 0, 1_000_000),
            reader.headerName("TRUSTED_PROXY_HEADER"),
            reader.flag("COACH_STRICT_HEADERS"),
            reader.oneOf("LOG_LEVEL", LEVELS, "INFO"));
    reader.finish();
    return config;
  }

  /** The person's own folder; unlike {@code user.home}, it follows a changed {@code HOME}. */
  public static Path userFolder(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.startsWith("/") ? home : System.getProperty("user.home"));
  }

  /** Collects faults while reading, so that a person mends them in one go. */
  private static final class Reader {
    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();

    Reader(Map<String, String> environment) {
      this.environment = environment;
    }

    void finish() {
      if (!faults.isEmpty()) {
        throw new Invalid(faults);
      }
    }

    Optional<String> text(String name) {
      return Optional.ofNullable(environment.get(name))
          .map(String::strip)
          .filter(t -> !t.isEmpty());
    }

    private void fault(String name, String rule, String value) {
      faults.add("%s must be %s; it is \"%s\".".formatted(name, rule, value));
    }

    int number(String name, int fallback, int min, int max) {
      Optional<String> text = text(name);
      if (text.isEmpty()) {
        return fallback;
      }
      try {
        int number = Integer.parseInt(text.get());
        if (number >= min && number <= max) {
          return number;
        }
      } catch (NumberFormatException notANumber) {
        // Falls through to the same fault as a number out of bounds.
      }
      fault(name, "a whole number from %d to %d".formatted(min, max), text.get());
      return fallback;
    }

    boolean flag(String name) {
      return oneOf(name, List.of("true", "false"), "false").equals("true");
    }

    String oneOf(String name, List<String> choices, String fallback) {
      String value = text(name).orElse(fallback);
      for (String choice : choices) {
        if (choice.equalsIgnoreCase(value)) {
          return choice;
        }
      }
      fault(name, "one of " + String.join(", ", choices), value);
      return fallback;
    }

    <E extends Enum<E>> E choice(String name, Class<E> type, E fallback) {
      List<String> names = new ArrayList<>();
      for (E constant : type.getEnumConstants()) {
        names.add(constant.name().toLowerCase(Locale.ROOT));
      }
      String chosen = oneOf(name, names, fallback.name().toLowerCase(Locale.ROOT));
      return Enum.valueOf(type, chosen.toUpperCase(Locale.ROOT));
    }

    Path path(String name, Path fallback) {
      try {
        Path path = text(name).map(this::path).orElse(fallback);
        return path.toAbsolutePath().normalize();
      } catch (InvalidPathException unusable) {
        fault(name, "a folder's path", text(name).orElse("").replace('\0', '?'));
        return fallback;
      }
    }

    /** A tilde is expanded here, because in {@code .env} no shell does it. */
    private Path path(String text) {
      return text.startsWith("~/")
          ? userFolder(environment).resolve(text.substring(2))
          : Path.of(text);
    }

    Optional<String> headerName(String name) {
      Optional<String> header = text(name);
      if (header.isPresent() && !header.get().matches("[A-Za-z0-9-]{1,64}")) {
        fault(name, "a header's name such as Fly-Client-IP", header.get());
      }
      return header;
    }

    String serverUrl(String fallback) {
      String name = "MCP_SERVER_URL";
      String url = text(name).orElse(fallback);
      try {
        URI uri = URI.create(url);
        boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null;
        if (http && bare && uri.getHost() != null && !url.endsWith("/")) {
          return url;
        }
      } catch (IllegalArgumentException notAnAddress) {
        // Falls through to the same fault as an address of the wrong shape.
      }
      fault(name, "an address such as https://coach.example.com without a trailing slash", url);
      return fallback;
    }

    Optional<DatabaseUrl> databaseUrl() {
      try {
        return text("DATABASE_URL").map(DatabaseUrl::parse);
      } catch (IllegalArgumentException unusable) {
        // The value holds a password, so it is never repeated.
        faults.add(unusable.getMessage());
        return Optional.empty();
      }
    }
  }
}
