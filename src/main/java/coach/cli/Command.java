package coach.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every command, in the order in which the help lists them; {@link CommandLine} says what each
 * does.
 */
enum Command {
  SERVE(
      "",
      "serve MCP over HTTP (what coach does without a command)",
      """
      PORT chooses the port, and /mcp is where clients connect. It listens on this machine only
      unless MCP_SERVER_URL is a public address. COACH_AUTH=none turns sign-in off.
      Ctrl-C or SIGTERM stops it once the running requests are answered."""),
  STDIO(
      "",
      "serve MCP over stdio",
      """
      This is what a desktop client starts: one JSON message per line, and nothing else on standard
      output. "coach connect" prints how to tell a client."""),
  CONNECT(
      "[claude-desktop|claude-code|vscode|cursor] [--write]",
      "print a client's configuration, or write it",
      """
      Prints what the client needs, with absolute paths; without a client, for all of them.
      --write changes the client's own file, keeps everything else in it and saves the old file as
      .bak. For Claude Code it runs the "claude" program."""),
  CALL(
      "TOOL [key=value ...] [--json]",
      "call a tool from the shell",
      """
      Runs a tool with the same checks as any client: coach call analyze_progress exercise=squat
      Lists and objects are written as JSON: reps='[5,5,5]'. --json prints the structured answer.
      "coach call" alone lists the tools, and "coach call TOOL --help" what one takes."""),
  IMPORT(
      "FILE [--unit kg|lb] [--names FILE] [--yes] [\"name in the file=exercise\" ...]",
      "import a training log or restore a backup",
      """
      Reads a CSV export of Strong, Hevy, FitNotes, Fitbod, Jefit or coach, any table with the columns
      date, exercise, weight and reps, or a backup made by coach; shows what is in it and stores it
      when you agree; --yes agrees beforehand. --unit is for when the file does not
      state its weight unit. Unknown names become exercises of your own unless you map them, here
      or in a file (--names) with a line "name in the file=exercise" for each.
      Importing the same file twice adds nothing."""),
  EXPORT(
      "csv|json",
      "write your data to standard output",
      """
      json is the backup: all your data, which "coach import" restores into any coach database.
      csv is one row per set, for spreadsheets."""),
  LOGIN(
      "EMAIL",
      "sign in at your Supabase project, for USE_REST_API",
      """
      Asks for the password of your account there, or reads it from standard input, and keeps the
      sign-in in COACH_HOME, readable by you alone. stdio and the shell then use your data over the
      project's Data API, without a password of the database."""),
  LOGOUT("", "end that sign-in", "Ends it at the project, too."),
  USER(
      "invite|disable|enable|reset EMAIL, or list",
      "manage accounts",
      """
      Accounts are by invitation: invite prints a link that works once, with which a user chooses
      a password; reset does the same for a forgotten password. disable signs out all browsers and
      apps at once, and enable reverts it. The first account needs no invitation: "coach serve"
      prints a link for it."""),
  DEMO(
      "[--remove]",
      "try coach on a made-up lifter's year",
      """
      Stores a year of training that ends today in a separate account, which is served until you
      have a workout of your own; run it again to bring the year up to date. --remove deletes it.
      Only the dates ever differ. Made today, it holds:"""),
  MIGRATE(
      "[--dry-run|--sql] [--take NAMES]",
      "upgrade the database to this version",
      """
      The embedded database is migrated when coach starts; this is for your own.
      --dry-run does everything in one transaction, prints the differences and rolls back.
      --sql prints the script, for a database where you can only paste.
      --take applies optional changes to your own views: NAMES separated by commas, or all."""),
  DOCTOR(
      "",
      "check everything and say what to do",
      """
      One line per check: ok, warn (works, but look at it) or fail (with what to do). The exit code
      is 1 when something fails. It starts the embedded database but changes nothing in it."""),
  BENCH(
      "URL ... [--calls N] [--at-once N] [--seconds N] [--token T] [--json] [--svg FILE]",
      "compare how fast deployments answer",
      """
      Asks each coach the same question: first once, which is the cold start of a coach that was
      asleep, then N times (50). p50, p95, p99 and cold start come out side by side, with the targets
      met or missed; --json prints numbers, --svg draws them, NAME=URL names one. --at-once calls in
      parallel (1), --seconds ends each one's turn (60). Where clients sign in, T has an access token
      for each address, separated by commas; BENCH_TOKEN in the environment says the same unseen.
      Calls count against the hourly limit; a coach that limits its clients is asked no further."""),
  HEALTH(
      "",
      "check that the server on this machine answers",
      """
      Requests /health from "coach serve" on PORT of this machine. The exit code is 0 when it
      answers and 1 when it does not, for a container's health check. It does not depend on the
      database, so that an outage there restarts nothing."""),
  SQL(
      "[TOOL [name=value ...]]",
      "psql on coach's database",
      """
      Without arguments it opens psql (which must be installed) in coach's own role. With a name it
      runs sql/tools/TOOL.sql as the lifter, with the values given and null for the others, and
      rolls back."""),
  VERSION("", "print the version", "Prints the versions of coach and of Java."),
  HELP(
      "[COMMAND|settings]",
      "explain a command, or list the settings",
      "Without an argument it lists the commands.");

  private final String arguments;
  final String summary;
  final String details;

  Command(String arguments, String summary, String details) {
    this.arguments = arguments;
    this.summary = summary;
    this.details = details;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How it is typed, with its arguments. */
  String usage() {
    return ("coach " + word() + " " + arguments).strip();
  }

  /** The command of that word, as typed in any case. */
  static Optional<Command> of(String word) {
    return Arrays.stream(values())
        .filter(command -> command.word().equalsIgnoreCase(word))
        .findFirst();
  }
}
