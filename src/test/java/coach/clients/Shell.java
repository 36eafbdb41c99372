package coach.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.Run;
import coach.mcp.Talk;
import coach.tools.ToolAnswer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** {@code coach call}, as typed: once for a person's eyes, once with {@code --json}. */
record Shell(BuiltCoach coach) {
  Heard ask(Question question) throws Exception {
    Run person = call(question, List.of());
    if (person.code() != 0) {
      assertEquals(1, person.code(), person.err());
      // Everything before the last line is the log.
      return Heard.failure(person.err().lines().reduce("", (before, line) -> line));
    }
    Run program = call(question, List.of("--json"));
    assertEquals(0, program.code(), program.err());
    String text =
        person.out().substring(0, person.out().length() - System.lineSeparator().length());
    // A program gets records, whose tables are what goes over the wire.
    return new Heard(
        text, new ToolAnswer((ObjectNode) Talk.parse(program.out()), "").packed(), false);
  }

  private Run call(Question question, List<String> options) throws Exception {
    List<String> words = new ArrayList<>(List.of("call", question.name()));
    question
        .arguments()
        .properties()
        .forEach(argument -> words.add(argument.getKey() + "=" + argument.getValue().asText()));
    words.addAll(options);
    return coach.run(words.toArray(String[]::new));
  }
}
