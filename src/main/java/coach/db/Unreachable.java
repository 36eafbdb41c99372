package coach.db;

import coach.DatabaseUrl;
import java.io.FileNotFoundException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Arrays;
import javax.net.ssl.SSLException;

/** Says why an address gives no connection, and what to change. */
final class Unreachable {
  private static final String SUPABASE_DIRECT = "db\\..*\\.supabase\\.co";

  private Unreachable() {}

  static String sentence(DatabaseUrl url, SQLException failure) {
    String place = url.host() + ":" + url.port();
    String state = String.valueOf(failure.getSQLState());
    if (state.startsWith("28")) {
      return "The database at %s does not admit \"%s\": check user and password in DATABASE_URL."
          .formatted(place, url.user());
    }
    return switch (state) {
      case "3D000" ->
          "The server at %s has no database of that name: check the end of DATABASE_URL."
              .formatted(place);
      case "53300" ->
          "The database at %s has no connection left: close other programs that use it, or use its pooler."
              .formatted(place);
      default -> byCause(url, place, failure);
    };
  }

  private static String byCause(DatabaseUrl url, String place, SQLException failure) {
    if (has(failure, FileNotFoundException.class) || has(failure, NoSuchFileException.class)) {
      return "The certificate to check the database at %s by is missing: download it (Supabase: Database settings, SSL configuration) and name its file in DATABASE_URL, as in sslmode=verify-full&sslrootcert=/path/prod-ca-2021.crt."
          .formatted(place);
    }
    if (has(failure, SSLException.class) || has(failure, GeneralSecurityException.class)) {
      return "The certificate of the database at %s is not one that sslrootcert in DATABASE_URL vouches for: name the file of your host's own (Supabase: Database settings, SSL configuration)."
          .formatted(place);
    }
    if (url.jdbc().contains("sslmode=") && failure.getCause() == null) {
      return "The database at %s speaks no TLS, or its certificate is for another name: check host and sslmode in DATABASE_URL."
          .formatted(place);
    }
    if (hasOnlyIpv6(url, failure)) {
      return "The database at %s has only an IPv6 address, which cannot be reached from here: switch IPv6 on, or use the address of the pooler (Supabase: Connect, Session pooler)."
          .formatted(place);
    }
    return "The database at %s cannot be reached: check that it runs and that DATABASE_URL is its address."
        .formatted(place);
  }

  /** On a machine without IPv6 such a name may lead nowhere at all. */
  private static boolean hasOnlyIpv6(DatabaseUrl url, SQLException failure) {
    try {
      InetAddress[] addresses = InetAddress.getAllByName(url.host());
      return Arrays.stream(addresses)
          .allMatch(one -> one instanceof Inet6Address && !one.isLoopbackAddress());
    } catch (UnknownHostException unknown) {
      return url.host().matches(SUPABASE_DIRECT) && has(failure, UnknownHostException.class);
    }
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
