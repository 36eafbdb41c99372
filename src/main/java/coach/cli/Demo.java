package coach.cli;

import coach.App;
import coach.Caller;
import coach.Config;
import coach.LocalCaller;
import coach.db.ServerStatements;
import coach.demo.Planted;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Puts a made-up lifter's year into the embedded database, or takes it away. */
final class Demo {
  private Demo() {}

  static int run(Terminal terminal, List<String> arguments) throws Exception {
    Options options = Options.read(Command.DEMO, arguments, Set.of("--remove"), Set.of(), 0);
    Config config = Config.read(terminal.environment());
    if (config.databaseUrl().isPresent()) {
      throw new Failure(
          "The demo lives in coach's own embedded database, and DATABASE_URL names another. Unset it and run coach demo again.");
    }
    try (Progress progress = terminal.progress();
        App app = App.open(config, progress::say)) {
      if (options.has("--remove")) {
        remove(app.statements(), terminal.out());
      } else {
        renew(app, config, progress, terminal.out());
      }
    }
    return 0;
  }

  private static void remove(ServerStatements statements, PrintStream out) {
    boolean removed = clear(statements, true);
    out.println(removed ? "The demo is gone." : "There was no demo.");
  }

  /** The account stays when its year is told anew, so that who serves it need not look again. */
  private static void renew(App app, Config config, Progress progress, PrintStream out) {
    coach.demo.Demo demo = coach.demo.Demo.endingOn(coach.demo.Demo.today(Clock.systemUTC()));
    UUID account =
        LocalCaller.add(
            app.statements(), LocalCaller.DEMO, coach.demo.Demo.NAME, coach.demo.Demo.EMAIL);
    progress.say("storing %d sessions".formatted(demo.sessions()));
    clear(app.statements(), false);
    demo.store(
        app.database(),
        Caller.local(account),
        percent ->
            progress.part("sessions", (long) demo.sessions() * percent / 100, demo.sessions()));
    progress.close();
    out.printf(
        "%s is there, with %d sessions. What to look for:%n",
        coach.demo.Demo.NAME, demo.sessions());
    out.print(table(demo.planted()));
    boolean served =
        LocalCaller.find(app.statements(), config.user(), true).get().user().equals(account);
    out.println(
        served
            ? "Now try: bin/coach call analyze_progress exercise=squat"
            : "coach keeps answering for you, not for the demo. Now try: COACH_USER=%s bin/coach call analyze_progress exercise=squat"
                .formatted(coach.demo.Demo.EMAIL));
  }

  private static boolean clear(ServerStatements statements, boolean account) {
    return statements
        .run(
            "remove_lifter",
            Map.of("setting", LocalCaller.DEMO, "account", Boolean.toString(account)))
        .path("removed")
        .asBoolean(false);
  }

  /** Where each thing is planted in a demo that is made today. */
  static String planted() {
    return table(Planted.endingOn(coach.demo.Demo.today(Clock.systemUTC())));
  }

  private static String table(List<Planted> planted) {
    StringBuilder text = new StringBuilder();
    for (Planted thing : planted) {
      text.append("  %-12s  %s%n".formatted(thing.what(), thing.where()));
    }
    return text.toString();
  }
}
