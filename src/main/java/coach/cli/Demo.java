package coach.cli;

import coach.Caller;
import coach.Config;
import coach.app.App;
import coach.app.LocalCaller;
import coach.db.ServerStatements;
import coach.demo.DemoAccount;
import coach.demo.Planted;
import com.fasterxml.jackson.databind.JsonNode;
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
    try (ProgressBar progress = terminal.progress();
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
    boolean removed =
        statements
            .run("remove_lifter", Map.of("setting", LocalCaller.DEMO))
            .get("removed")
            .booleanValue();
    out.println(removed ? "The demo has been deleted." : "There was no demo.");
  }

  private static void renew(App app, Config config, ProgressBar progress, PrintStream out) {
    DemoAccount demo = DemoAccount.endingOn(DemoAccount.today(Clock.systemUTC()));
    int sessions = demo.sessions();
    progress.say("storing %d sessions".formatted(sessions));
    Caller account = Caller.local(account(app.statements()));
    demo.store(
        app.database(),
        account,
        percent -> progress.part("sessions", (long) sessions * percent / 100, sessions));
    progress.close();
    out.printf("%s is there, with %d sessions. What to look for:%n", DemoAccount.NAME, sessions);
    out.print(table(demo.planted()));
    Caller served = LocalCaller.find(app.statements(), config.user(), true).get();
    String question = "bin/coach call analyze_progress exercise=squat";
    out.println(
        served.user().equals(account.user())
            ? "Now try: " + question
            : "coach keeps answering for you, not for the demo. Now try: COACH_USER=%s %s"
                .formatted(DemoAccount.EMAIL, question));
  }

  private static UUID account(ServerStatements statements) {
    JsonNode account =
        statements.run(
            "renew_lifter",
            Map.of(
                "setting", LocalCaller.DEMO,
                "name", DemoAccount.NAME,
                "email", DemoAccount.EMAIL));
    return UUID.fromString(account.get("app_user_id").textValue());
  }

  /** Where each thing is planted in a demo that is made today. */
  static String planted() {
    return table(DemoAccount.endingOn(DemoAccount.today(Clock.systemUTC())).planted());
  }

  private static String table(List<Planted> planted) {
    StringBuilder text = new StringBuilder();
    for (Planted thing : planted) {
      text.append(Help.wrapped("  %-13s".formatted(thing.what()), thing.where()));
    }
    return text.toString();
  }
}
