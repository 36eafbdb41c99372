package coach.db;

import coach.migrate.Migrations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * The workout app's database as it is before coach arrives: Supabase's roles, schemas and default
 * grants, the app's tables, policies and views, and two people whose rows hold every known trap.
 *
 * <p>It belongs to a role that is no superuser and may not touch the schema {@code auth}.
 */
public final class ExistingDatabase implements AutoCloseable {
  public static final String OWNER = "supabase_owner";
  public static final UUID ANNA = UUID.fromString("00000000-0000-0000-0000-0000000000a1");
  public static final UUID BEN = UUID.fromString("00000000-0000-0000-0000-0000000000b2");

  private final TestDatabase database;

  private ExistingDatabase(TestDatabase database) {
    this.database = database;
  }

  /** With the kinds of sets in a table of their own. */
  public static ExistingDatabase create() throws SQLException {
    return create("set_type_table.sql", "text references public.exercise_set_type (name)");
  }

  /** With the kinds of sets as an enumerated type instead. */
  public static ExistingDatabase createWithEnumeratedSetTypes() throws SQLException {
    return create("set_type_enum.sql", "public.exercise_set_type");
  }

  private static ExistingDatabase create(String setTypes, String columnType) throws SQLException {
    ExistingDatabase existing = new ExistingDatabase(TestDatabase.create());
    try (Connection superuser = existing.database.connectAsSuperuser()) {
      run(superuser, text("supabase.sql"));
    }
    try (Connection owner = existing.connect()) {
      run(owner, text(setTypes));
      run(owner, text("tables.sql").replace("SET_TYPE", columnType));
      run(owner, text("policies.sql"));
      run(owner, text("views.sql"));
      run(owner, text("catalogue.sql"));
    }
    try (Connection superuser = existing.database.connectAsSuperuser()) {
      run(superuser, text("sign_ups.sql"));
    }
    try (Connection owner = existing.connect()) {
      run(owner, text("people.sql"));
    }
    return existing;
  }

  public Migrations migrations() {
    return new Migrations(database.jdbcUrl(), OWNER, "owner");
  }

  /** As the owner, with the search path that Supabase gives to it. */
  public Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection(database.jdbcUrl(), OWNER, "owner");
    run(connection, "set search_path = \"$user\", public, extensions");
    return connection;
  }

  public String jdbcUrl() {
    return database.jdbcUrl();
  }

  @Override
  public void close() {
    database.close();
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(String file) {
    try (InputStream stream = ExistingDatabase.class.getResourceAsStream("/existing/" + file)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalStateException(file, unreadable);
    }
  }
}
