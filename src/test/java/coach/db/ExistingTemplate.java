package coach.db;

import coach.postgres.TestServer;
import coach.testing.CoachDatabase;
import coach.testing.Statements;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;

/**
 * The prepared database of which every {@link ExistingDatabase} is a copy.
 *
 * @param name after all that goes into it, so that an outdated one is never lent
 * @param steps in order
 */
record ExistingTemplate(String name, List<Step> steps) {
  /** Seconds of work go into one, and a test run may be killed meanwhile. */
  private static final String DRAFT = "_draft";

  /** SQL that the superuser runs, or else the owner. */
  record Step(boolean asSuperuser, String sql) {}

  static ExistingTemplate of(ExistingDatabase.Catalogue catalogue) {
    LocalDate monday =
        LocalDate.now(ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    List<Step> steps =
        List.of(
            new Step(true, text("supabase")),
            new Step(false, text("tables")),
            new Step(false, text("functions")),
            new Step(false, text("views")),
            new Step(false, text("app_functions")),
            new Step(false, text("policies")),
            new Step(false, text("vocabulary")),
            new Step(false, text("catalogue_" + catalogue.name().toLowerCase(Locale.ROOT))),
            new Step(false, text("plans")),
            new Step(true, text("sign_ups")),
            new Step(false, text("people")),
            new Step(false, text("lifters").replace(":monday", monday.toString())),
            new Step(true, "analyze"));
    return new ExistingTemplate("existing_" + Integer.toHexString(steps.hashCode()), steps);
  }

  /** Its name on a server, where it is made when it is missing; one JVM at a time. */
  String on(TestServer server) throws SQLException {
    return made(
        server,
        name,
        "",
        () -> {
          for (Step step : steps) {
            run(server, step);
          }
        });
  }

  /** The name of its migrated copy, which is made when it is missing. */
  String migratedOn(TestServer server) throws SQLException {
    String migrated =
        "migrated_%s_%x".formatted(name.split("_")[1], CoachDatabase.sql().hashCode());
    return made(
        server,
        migrated,
        " template %s owner %s strategy file_copy".formatted(on(server), ExistingDatabase.OWNER),
        () -> ExistingDatabase.migrations(server, migrated + DRAFT).migrate(line -> {}));
  }

  /** Fills a draft. */
  private interface Work {
    void run() throws SQLException;
  }

  private static String made(TestServer server, String name, String options, Work work)
      throws SQLException {
    try (Connection superuser = server.superuser("postgres")) {
      Statements.execute(superuser, "select pg_advisory_lock(3)");
      dropLeftovers(superuser);
      if (CallerSession.rows(
              superuser, "select from pg_database where datname = '%s'".formatted(name))
          .isEmpty()) {
        Statements.execute(superuser, "drop database if exists " + name + DRAFT + " with (force)");
        Statements.execute(superuser, "create database " + name + DRAFT + options);
        work.run();
        Statements.execute(
            superuser, "alter database %1$s%2$s rename to %1$s".formatted(name, DRAFT));
      }
    }
    return name;
  }

  private void run(TestServer server, Step step) throws SQLException {
    try (Connection connection =
        step.asSuperuser()
            ? server.superuser(name + DRAFT)
            : DriverManager.getConnection(
                server.jdbcUrl(name + DRAFT), ExistingDatabase.OWNER, ExistingDatabase.PASSWORD)) {
      Statements.execute(connection, step.sql());
    }
  }

  /** A killed JVM drops nothing. */
  private static void dropLeftovers(Connection superuser) throws SQLException {
    for (String left :
        CallerSession.rows(
            superuser, "select datname from pg_database where datname ~ '^existing_\\d+_\\d+$'")) {
      if (ProcessHandle.of(Long.parseLong(left.split("_")[1])).isEmpty()) {
        Statements.execute(superuser, "drop database if exists " + left + " with (force)");
      }
    }
  }

  /** A file of the fixture. */
  static String text(String file) {
    try (InputStream stream =
        ExistingTemplate.class.getResourceAsStream("/existing/" + file + ".sql")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
