package coach;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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

  /**
   * Reads {@code postgres://…}, {@code postgresql://…} or {@code jdbc:postgresql://…}.
   *
   * @throws IllegalArgumentException with a sentence that does not repeat the value
   */
  public static DatabaseUrl parse(String text) {
    URI uri = uri(text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text);
    String scheme = uri.getScheme();
    boolean known = "postgres".equals(scheme) || "postgresql".equals(scheme);
    if (!known || uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
      throw new IllegalArgumentException(RULE);
    }
    int port = uri.getPort() < 0 ? 5432 : uri.getPort();
    String[] credentials = credentials(uri);
    List<String> options = new ArrayList<>();
    for (String option : uri.getRawQuery() == null ? new String[0] : uri.getRawQuery().split("&")) {
      if (option.startsWith("user=")) {
        credentials[0] = decode(option.substring("user=".length()));
      } else if (option.startsWith("password=")) {
        credentials[1] = decode(option.substring("password=".length()));
      } else if (!option.isEmpty()) {
        options.add(option);
      }
    }
    String query = options.isEmpty() ? "" : "?" + String.join("&", options);
    String jdbc = "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getRawPath() + query;
    return new DatabaseUrl(jdbc, uri.getHost(), port, credentials[0], credentials[1]);
  }

  private static URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException unreadable) {
      // Not the cause: its message repeats the value, password included.
      throw new IllegalArgumentException(RULE);
    }
  }

  private static String[] credentials(URI uri) {
    String[] credentials = {"", ""};
    String info = uri.getRawUserInfo();
    if (info != null) {
      int colon = info.indexOf(':');
      credentials[0] = decode(colon < 0 ? info : info.substring(0, colon));
      credentials[1] = colon < 0 ? "" : decode(info.substring(colon + 1));
    }
    return credentials;
  }

  private static String decode(String text) {
    // A plus sign is itself in user names and passwords, not a blank.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Whether the address is that of a pooler in transaction mode. */
  public boolean isTransactionPooler() {
    return port == TRANSACTION_POOLER_PORT;
  }

  @Override
  public String toString() {
    return jdbc;
  }
}
