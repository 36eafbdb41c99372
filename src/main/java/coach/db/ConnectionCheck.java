package coach.db;

import coach.DatabaseUrl;
import coach.db.DatabaseException.Kind;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Tries an address once, without the pool's patience, to say what exactly is wrong with it. */
public final class ConnectionCheck {
  private static final int PATIENCE_SECONDS = 5;

  private ConnectionCheck() {}

  /**
   * @throws DatabaseException which says what to change where no connection can be had
   */
  public static void connect(DatabaseUrl url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url.jdbc());
    source.setUser(url.user());
    source.setPassword(url.password());
    source.setConnectTimeout(PATIENCE_SECONDS);
    source.setLoginTimeout(PATIENCE_SECONDS);
    source.setApplicationName("coach check");
    source.setLogServerErrorDetail(false);
    try {
      source.getConnection().close();
    } catch (SQLException failure) {
      throw new DatabaseException(Kind.UNAVAILABLE, sentence(url, failure), 0, failure);
    }
  }

  private static String sentence(DatabaseUrl url, SQLException failure) {
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
      default ->
          "The database at %s cannot be reached: check that it runs and that DATABASE_URL is its address."
              .formatted(place);
    };
  }
}
