package coach.cli;

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
      unless MCP_SERVER_URL is an address that others reach. COACH_AUTH=none spares the sign-in.
      Ctrl-C or SIGTERM ends it after what is running has been answered."""),
  STDIO(
      "",
      "serve MCP on standard input and output",
      """
      This is what a desktop client starts: one JSON message per line, and nothing else on standard
      output. "coach connect" prints how to tell a client."""),
  CONNECT(
      "[claude-desktop|claude-code|vscode|cursor] [--write]",
      "show a client's configuration, or put it in place",
      """
      Prints what the client needs, with absolute paths; without a client, for all of them.
      --write changes the client's own file, keeps everything else that is in it and leaves the old
      one beside it as .bak. For Claude Code it runs the "claude" program, and for VS Code it writes
      .vscode/mcp.json in the current folder."""),
  CALL(
      "TOOL [key=value ...] [--json]",
      "ask one question from the shell",
      """
      Runs a tool with the same checks as any client: coach call analyze_progress exercise=squat
      Lists and objects are written as JSON: reps='[5,5,5]'. --json prints the structured answer.
      "coach call" alone lists the tools, and "coach call TOOL --help" what one takes."""),
  IMPORT(
      "FILE [--unit kg|lb] [--yes] [\"name in the file=exercise\" ...]",
      "take in a training log or a back-up",
      """
      Reads a CSV export of Strong, Hevy or FitNotes, or a back-up of coach's own, shows what is in
      it and stores it when you agree; --yes agrees beforehand. --unit is for files that do not say
      theirs. Names that coach does not know become exercises of your own unless you map them.
      Importing the same file twice adds nothing."""),
  EXPORT(
      "csv|json",
      "write your data to standard output",
      """
      json is the back-up: every row that is yours, which "coach import" takes into any coach
      database. csv is one row per set, for spreadsheets."""),
  USER(
      "invite|disable|enable|reset EMAIL, or list",
      "let people in over HTTP, or keep them out",
      """
      Accounts are by invitation: invite prints a link that works once, with which a person chooses
      a password; reset does the same for somebody who has forgotten theirs. disable shuts out at
      once, apps included, and enable lets back in. The first account needs none of this: "coach
      serve" prints a link for it."""),
  DEMO(
      "[--remove]",
      "try coach on a made-up lifter's year",
      """
      Stores a year of training that ends today for an account of its own, which is served until
      you have a workout of your own; run it again to bring the year up to date. --remove takes it
      away. The story is always the same, and only its dates move. Made today, it holds:"""),
  MIGRATE(
      "[--dry-run|--sql] [--take NAMES]",
      "bring the database to this version",
      """
      The embedded database is migrated by itself when coach starts; this is for your own.
      --dry-run does everything in one transaction, prints the difference and takes it back.
      --sql prints the script, for a database where you can only paste.
      --take applies changes to your own views that are only offered otherwise: NAMES with commas,
      or all."""),
  DOCTOR(
      "",
      "check everything coach needs",
      """
      One line per check: ok, warn (works, but look at it) or fail (with what to do). The exit code
      is 1 when something fails. It starts the embedded database but changes nothing in it."""),
  HEALTH(
      "",
      "ask whether the server on this machine answers",
      """
      Asks /health of what "coach serve" serves on PORT of this machine. The exit code is 0 when it
      answers and 1 when it does not, for a container's health check. The database is not asked, so
      that a pause of it restarts nothing."""),
  SQL(
      "[TOOL [name=value ...]]",
      "psql on coach's database",
      """
      Alone it opens psql (which must be installed) as the role that coach connects as. With a name
      it runs sql/tools/TOOL.sql as the lifter, with the values given and null for the others, and
      takes everything back."""),
  VERSION("", "print the version", "Prints the versions of coach and of Java."),
  HELP(
      "[COMMAND|settings]",
      "explain a command, or list the settings",
      "Without a word it lists the commands.");

  private final String arguments;
  private final String summary;
  private final String details;

  Command(String arguments, String summary, String details) {
    this.arguments = arguments;
    this.summary = summary;
    this.details = details;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String summary() {
    return summary;
  }

  String details() {
    return details;
  }

  /** How it is typed, with its arguments. */
  String usage() {
    return ("coach " + word() + " " + arguments).strip();
  }

  /** The command of that word, as typed in any case. */
  static Optional<Command> of(String word) {
    for (Command command : values()) {
      if (command.word().equalsIgnoreCase(word)) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }
}
