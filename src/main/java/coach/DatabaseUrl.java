package coach;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where PostgreSQL is: the JDBC address, with the credentials apart so that the address may be
 * shown.
 *
 * @param jdbc {@code jdbc:postgresql://host:port/database?…} without user and password
 */
public record DatabaseUrl(String jdbc, String host, int port, String user, String password) {
  private static final String RULE =
      "DATABASE_URL must look like postgres://user:password@host:5432/database?sslmode=require"
          + " (characters such as @ and / in the password as %40 and %2F); it does not.";

  /** Supabase's transaction pooler, where no statement may stay prepared. */
  public static final int TRANSACTION_POOLER_PORT = 6543;

  // Wider than java.net.URI's own rule, which has no place for the underscore of a container's
  // name.
  private static final Pattern AUTHORITY =
      Pattern.compile("([^:@]+)(?::(.*))?@(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9_.-]+)(?::(\\d{1,5}))?");

  /**
   * Reads {@code postgres://…}, {@code postgresql://…} or {@code jdbc:postgresql://…}.
   *
   * @throws IllegalArgumentException with a sentence that does not repeat the value
   */
  public static DatabaseUrl parse(String text) {
    URI uri = uri(text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text);
    boolean known = "postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme());
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    if (!known || !path.matches("/[^/@]+") || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(RULE);
    }
    Map<String, String> options = options(uri.getRawQuery());
    String user = options.remove("user");
    String password = options.remove("password");
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    // The JDBC form names the user as an option; the rest is then the same.
    Matcher parts = AUTHORITY.matcher(user == null ? authority : user + "@" + authority);
    int port =
        !parts.matches() ? -1 : parts.group(4) == null ? 5432 : Integer.parseInt(parts.group(4));
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(RULE);
    }
    String host = parts.group(3);
    String query = String.join("&", options.values());
    return new DatabaseUrl(
        "jdbc:postgresql://" + host + ":" + port + path + (query.isEmpty() ? "" : "?" + query),
        host,
        port,
        decode(parts.group(1)),
        decode(password != null ? password : parts.group(2) != null ? parts.group(2) : ""));
  }

  /** An address whose credentials are known apart from it. */
  public static DatabaseUrl of(String jdbc, String user, String password) {
    DatabaseUrl url = parse(jdbc + (jdbc.contains("?") ? "&" : "?") + "user=unused");
    return new DatabaseUrl(url.jdbc(), url.host(), url.port(), user, password);
  }

  /** Credentials by their value, everything else as it was written. */
  private static Map<String, String> options(String query) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : query == null ? new String[0] : query.split("&")) {
      String name = option.split("=", 2)[0];
      boolean credential = name.equals("user") || name.equals("password");
      if (!option.isEmpty()) {
        options.put(
            name, credential ? option.substring(name.length()).replaceFirst("=", "") : option);
      }
    }
    return options;
  }

  private static URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException unreadable) {
      // Not the cause: its message repeats the value, password included.
      throw new IllegalArgumentException(RULE);
    }
  }

  private static String decode(String text) {
    // A plus sign is itself in user names and passwords, not a blank.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Whether the address is that of a pooler in transaction mode. */
  public boolean isTransactionPooler() {
    return port == TRANSACTION_POOLER_PORT;
  }

  /** The same for PostgreSQL's own programs, as the environment variables that they read. */
  public Map<String, String> environment() {
    URI uri = uri(jdbc.substring("jdbc:".length()));
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("PGHOST", host.replaceAll("[\\[\\]]", ""));
    variables.put("PGPORT", Integer.toString(port));
    variables.put("PGDATABASE", decode(uri.getRawPath().substring(1)));
    variables.put("PGUSER", user);
    variables.put("PGPASSWORD", password);
    for (String option : options(uri.getRawQuery()).values()) {
      String[] pair = option.split("=", 2);
      if (pair[0].startsWith("ssl") && pair.length == 2) {
        variables.put("PG" + pair[0].toUpperCase(Locale.ROOT), decode(pair[1]));
      }
    }
    return variables;
  }

  @Override
  public String toString() {
    return jdbc;
  }
}
