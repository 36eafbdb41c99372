package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The fixture keeps its promise: empty, separate databases that coach owns. */
class TestDatabaseTest {
  @Test
  void twoDatabasesShareNothing() throws Exception {
    try (TestDatabase one = TestDatabase.create();
        TestDatabase other = TestDatabase.create();
        Connection first = one.connect();
        Connection second = other.connect()) {
      first.createStatement().execute("create table lift (name text)");
      assertEquals("0", value(second, "select count(*) from pg_tables where tablename = 'lift'"));
      assertEquals("1", value(first, "select count(*) from pg_tables where tablename = 'lift'"));
    }
  }

  @Test
  void coachOwnsTheDatabaseAndFindsTheExtensions() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        Connection connection = database.connect()) {
      assertEquals(
          "coach",
          value(
              connection,
              "select pg_get_userbyid(datdba) from pg_database where datname = current_database()"));
      assertEquals(
          "pg_stat_statements,pg_trgm,pgcrypto,unaccent,uuid-ossp",
          value(
              connection,
              "select string_agg(extname, ',' order by extname) from pg_extension where extname <> 'plpgsql'"));
    }
  }

  @Test
  void theSuperuserMayActOnTheSameDatabase() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        Connection connection = database.connectAsSuperuser()) {
      assertEquals("on", value(connection, "show is_superuser"));
    }
  }

  private static String value(Connection connection, String query) throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
