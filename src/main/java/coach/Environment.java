package coach;

import coach.net.Loopback;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads variables and collects their faults, so that a person mends them in one go. */
final class Environment {
  private final Map<String, String> environment;
  private final List<String> faults = new ArrayList<>();

  Environment(Map<String, String> environment) {
    this.environment = environment;
  }

  void finish() {
    if (!faults.isEmpty()) {
      throw new Config.Invalid(faults);
    }
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(t -> !t.isEmpty());
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
        ? Config.userFolder(environment).resolve(text.substring(2))
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

  /** The address of a Supabase project, or nothing; plain http only on this machine. */
  Optional<String> supabaseUrl(String name) {
    Optional<String> url = text(name);
    if (url.isPresent() && !(isSafe(url.get()) && isProject(URI.create(url.get())))) {
      fault(
          name,
          "the project's own https address and nothing after it, such as https://ref.supabase.co (not its /auth/v1, its dashboard or its database)",
          url.get());
    }
    return url;
  }

  private static boolean isProject(URI url) {
    String host = url.getHost();
    boolean elsewhere = host.endsWith("supabase.com") || host.matches("db\\..*\\.supabase\\.co");
    return url.getRawPath().isEmpty() && !elsewhere;
  }

  /** The name of an issuer, or nothing; some end with a slash, which belongs to the name. */
  Optional<String> issuer(String name) {
    Optional<String> url = text(name);
    if (url.isPresent() && !isSafe(url.get())) {
      fault(name, "an https address, exactly as its tokens name it", url.get());
    }
    return url;
  }

  private static boolean isSafe(String url) {
    try {
      URI uri = URI.create(url);
      boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null;
      boolean whole = uri.getHost() != null && uri.getRawUserInfo() == null;
      boolean secret = "https".equals(uri.getScheme());
      return whole && bare && (secret || Loopback.is(uri) && "http".equals(uri.getScheme()));
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }

  /** A secret of at least so many characters, which no fault repeats. */
  Optional<Config.Secret> secret(String name, int least) {
    Optional<String> secret = text(name);
    if (secret.isPresent() && secret.get().length() < least) {
      faults.add(
          "%s must have at least %d characters; it has %d."
              .formatted(name, least, secret.get().length()));
    }
    return secret.map(Config.Secret::new);
  }

  /** Says that two variables may not be the same. */
  void clash(String name, String other) {
    faults.add("%s must differ from %s.".formatted(name, other));
  }

  /** Says that a variable is missing which another one needs. */
  void missing(String name, String because) {
    faults.add("%s must be set, because %s.".formatted(name, because));
  }
}
