package coach.tools;

import coach.Caller;
import coach.db.Answer;
import coach.db.Database;
import java.util.Map;

/**
 * One call as a handler sees it: validated arguments and the one way to data.
 *
 * @param tool the tool called; its name is the default statement
 * @param caller whose data the call is about; a write is never about the demo
 * @param progress is told how far a long call has come
 * @param input of the person, who may be asked before the call goes on
 */
public record ToolCall(
    Tool tool,
    Caller caller,
    Arguments arguments,
    Database database,
    CallProgress progress,
    UserInput input) {
  /** For a person who might take the demo's numbers for their own. */
  private static final String DEMO =
      "This is the demo, a made-up lifter's year: the lifter's own log is empty, and is shown once"
          + " it has a workout, logged or imported, or a plan.";

  private static final String DEMO_STAYS =
      " What is shown so far is the demo, which cannot be changed.";

  private static final String NOTE_CUT = "A note was longer than it may be; its beginning is kept.";

  private static final String OWN_LOG =
      "The lifter's own log begins with this. The demo is not shown any more; its numbers were"
          + " made up.";

  /** Whose data the call is about; a write is never about the demo. */
  @Override
  public Caller caller() {
    return writes() ? caller.writer() : caller;
  }

  private boolean writes() {
    return tool.scope(arguments.json()).equals(Caller.WRITE);
  }

  /** A call without progress reports and without a person to ask. */
  public ToolCall(Tool tool, Caller caller, Arguments arguments, Database database) {
    this(tool, caller, arguments, database, CallProgress.NONE, UserInput.ABSENT);
  }

  /** What the tool's handler answers; says so where that is about the demo. */
  public ToolAnswer answer() {
    ToolAnswer whole = handled();
    ToolAnswer answer =
        arguments.isNoteCut()
            ? new ToolAnswer(whole.structured(), whole.text().stripTrailing() + "\n" + NOTE_CUT)
            : whole;
    boolean writes = writes();
    // Settings are the lifter's own, but no log, and what is only previewed begins none.
    boolean says =
        !writes
            || !tool.name().equals("update_settings")
                && !answer.structured().path("dry_run").booleanValue();
    return caller.isShownDemo() && says
        ? new ToolAnswer(
            answer.structured(), answer.text().stripTrailing() + "\n" + (writes ? OWN_LOG : DEMO))
        : answer;
  }

  /** Who is shown the demo, and wants to change what they see, must learn that it is none. */
  private ToolAnswer handled() {
    try {
      return tool.handler().answer(this);
    } catch (ToolError refused) {
      if (caller.isShownDemo()
          && writes()
          && !(refused instanceof ExerciseChoice.UnclearExercise)) {
        throw new ToolError(refused.getMessage() + DEMO_STAYS);
      }
      throw refused;
    }
  }

  /** Runs the statement file of the tool's name with all arguments that its header names. */
  public Answer run() {
    return run(arguments.values());
  }

  /** The same with {@code page_limit} and {@code page_offset} beside the arguments. */
  public Answer run(Paging page) {
    return run(page.with(arguments.values()));
  }

  /** Runs the statement file of the tool's name with these values. */
  public Answer run(Map<String, String> values) {
    return database.run(caller(), tool.name(), values);
  }

  /** How far a call has come, reported to the client; most calls are too short for it. */
  @FunctionalInterface
  public interface CallProgress {
    /** No reports. */
    CallProgress NONE = (done, total, message) -> {};

    /**
     * Tells one step; what is not further than the step before is not sent.
     *
     * @param done in any unit, the same throughout a call
     * @param total in that unit; 0 where it is unknown
     * @param message a few words for people, or null
     */
    void step(double done, double total, String message);
  }
}
