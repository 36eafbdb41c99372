package coach.cli;

import coach.Config;
import coach.DatabaseUrl;
import coach.Resources;
import coach.Setting;
import coach.app.RestAccess;
import coach.app.RunningDatabase;
import coach.db.DatabaseException;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.db.RestRoad;
import coach.db.ServerStatements;
import coach.postgres.EmbeddedPostgresException;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Checks everything that coach needs, and says what to do about what is missing. */
final class Doctor {
  private final Terminal terminal;
  private final Checkup checkup;

  private Doctor(Terminal terminal) {
    this.terminal = terminal;
    this.checkup = new Checkup(terminal.out());
  }

  static int run(Terminal terminal, List<String> arguments) {
    Options.none(Command.DOCTOR, arguments);
    Doctor doctor = new Doctor(terminal);
    doctor.examine();
    return doctor.checkup.hasFailed() ? 1 : 0;
  }

  private void examine() {
    checkup.ok("Java", Runtime.version() + ", " + System.getProperty("java.vm.vendor"));
    checkup.ok("time zone", ZoneId.systemDefault().getId());
    try {
      Config config = Config.read(terminal.environment());
      settings();
      port(config);
      new SupabaseCheckup(checkup, config).examine();
      database(config);
    } catch (Config.Invalid faults) {
      faults.getMessage().lines().forEach(fault -> checkup.fail("settings", fault));
    }
  }

  private void settings() {
    List<String> known = Setting.ALL.stream().map(Setting::name).toList();
    List<String> set = new ArrayList<>();
    for (String name : terminal.environment().keySet().stream().sorted().toList()) {
      if (known.contains(name)) {
        set.add(name);
      } else if (name.startsWith("COACH_")) {
        checkup.warn(
            "settings", name + " is not one of coach's settings" + Nearest.didYouMean(name, known));
      }
    }
    checkup.ok("settings", set.isEmpty() ? "all at their defaults" : String.join(", ", set));
  }

  private void port(Config config) {
    try (ServerSocket probe =
        new ServerSocket(config.port(), 1, InetAddress.getLoopbackAddress())) {
      checkup.ok("port", probe.getLocalPort() + " is free");
    } catch (IOException taken) {
      checkup.warn(
          "port",
          "%d is in use by another coach or program: to serve beside it, set PORT to a free one."
              .formatted(config.port()));
    }
  }

  private void database(Config config) {
    if (config.rest().isPresent()) {
      dataApi(config, config.rest().get());
      if (config.databaseUrl().isEmpty()) {
        return;
      }
    }
    try (Resources open = new Resources();
        ProgressBar progress = terminal.progress()) {
      RunningDatabase running = open.add(RunningDatabase.start(config, progress::say));
      DatabaseUrl url = running.url();
      Pool.check(url);
      HikariDataSource pool = open.add(Pool.open(url.jdbc(), url.user(), url.password(), 1));
      new DatabaseCheckup(checkup, config, running, new ServerStatements(new NativeRoad(pool)))
          .examine();
    } catch (EmbeddedPostgresException | DatabaseException unavailable) {
      checkup.fail("database", unavailable.getMessage());
    }
  }

  /** Whether the project answers, exposes coach_api and takes coach's keys or sign-in. */
  private void dataApi(Config config, Config.Rest rest) {
    try (RestRoad road = new RestRoad(RestAccess.of(config, rest, true))) {
      road.ping();
      checkup.ok("data api", "coach_api answers at " + rest.project().url());
      if (rest.signingKey().isEmpty()) {
        checkup.warn(
            "data api",
            "serves stdio and the shell only: for HTTP set SUPABASE_SIGNING_KEY and SUPABASE_SECRET_KEY.");
      }
    } catch (DatabaseException unavailable) {
      checkup.fail("data api", unavailable.getMessage());
    }
  }

  /** The doctor's findings: one line each, and whether any of them is a failure. */
  static final class Checkup {
    private final PrintStream out;
    private boolean failed;

    Checkup(PrintStream out) {
      this.out = out;
    }

    /** Works as it should. */
    void ok(String what, String finding) {
      line("ok", what, finding);
    }

    /** Works, but the operator should look at it; the sentence says what to do. */
    void warn(String what, String finding) {
      line("warn", what, finding);
    }

    /** Does not work; the sentence says what to do. */
    void fail(String what, String finding) {
      failed = true;
      line("fail", what, finding);
    }

    boolean hasFailed() {
      return failed;
    }

    private void line(String verdict, String what, String finding) {
      out.printf("%-4s  %-10s  %s%n", verdict, what, finding);
    }
  }
}
