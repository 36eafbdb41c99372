package coach.tools;

import java.util.List;

/** Names of exercises that could mean several: an error, unless there is someone to choose. */
public final class UnclearExercise extends ToolError {
  private static final long serialVersionUID = 1L;

  private final transient List<Name> names;

  /**
   * A name and what it could mean.
   *
   * @param field path of the argument, such as {@code exercises[1].exercise}
   * @param candidates best first, at least one
   */
  public record Name(String field, String asked, List<Question.Option> candidates) {}

  UnclearExercise(String sentence, List<Name> names) {
    super(sentence);
    this.names = List.copyOf(names);
  }

  List<Name> names() {
    return names;
  }
}
