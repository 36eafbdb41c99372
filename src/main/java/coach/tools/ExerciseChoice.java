package coach.tools;

import coach.tools.UserInput.InputRequired;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The one place where an ambiguous exercise name becomes a choice: whatever asks for exercises by
 * name runs here, and with the answer it runs again as if the id had been sent.
 */
public final class ExerciseChoice {
  private static final String FIELD = "exercise";
  private static final String NONE = "none";
  private static final int MOST = 10;

  private ExerciseChoice() {}

  /**
   * Does the work with the exercises that were chosen.
   *
   * @throws InputRequired where a name could mean several and the person can choose
   * @throws UnclearExercise where the client has no person to ask
   * @throws ToolError where the person chose none
   */
  public static <T> T run(UserInput input, Arguments arguments, Function<Arguments, T> work) {
    try {
      return work.apply(chosen(input, arguments));
    } catch (UnclearExercise unclear) {
      for (UnclearExercise.Name name : unclear.names()) {
        if (input.replies().containsKey(name.field())) {
          throw noneOf(name);
        }
      }
      if (!input.canAnswer()) {
        throw unclear;
      }
      List<Question> questions = unclear.names().stream().map(ExerciseChoice::question).toList();
      throw new InputRequired(questions, Json.object());
    }
  }

  private static Arguments chosen(UserInput input, Arguments arguments) {
    Arguments chosen = arguments;
    for (var reply : input.replies().entrySet()) {
      String id = reply.getValue().content().path(FIELD).asText(NONE);
      if (!id.equals(NONE)) {
        chosen = chosen.with(reply.getKey(), id);
      }
    }
    return chosen;
  }

  private static Question question(UnclearExercise.Name name) {
    List<Question.Option> options =
        new ArrayList<>(name.candidates().stream().limit(MOST).toList());
    options.add(new Question.Option(NONE, "None of these"));
    return new Question(
        name.field(),
        "Which exercise is \"%s\"?".formatted(name.asked()),
        List.of(new Question.Field(FIELD, "Exercise", options)));
  }

  private static ToolError noneOf(UnclearExercise.Name name) {
    return new ToolError(
        "%s is \"%s\", and the lifter chose none of its candidates. Ask what they mean, or look with"
                .formatted(name.field(), name.asked())
            + " search_exercises.");
  }

  /** Names of exercises that could mean several: an error, unless there is someone to choose. */
  public static final class UnclearExercise extends ToolError {
    private static final long serialVersionUID = 1L;

    private final transient List<Name> names;

    /** What a name at a path such as {@code exercises[1].exercise} could mean, best first. */
    public record Name(String field, String asked, List<Question.Option> candidates) {}

    UnclearExercise(String sentence, List<Name> names) {
      super(sentence);
      this.names = List.copyOf(names);
    }

    List<Name> names() {
      return names;
    }
  }
}
