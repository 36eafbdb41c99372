package coach.clients;

import coach.Run;
import coach.mcp.Talk;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The official Inspector's command line, a process for every request.
 *
 * @param era {@code legacy}, {@code modern} or {@code auto}
 */
record InspectorRoad(NpmClients clients, Target target, String era) implements Road {
  static final String PROGRAM =
      "node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js";

  /** What the Inspector says by its exit code when a tool refuses. */
  private static final int TOOL_REFUSED = 5;

  private static final int REQUEST_REFUSED = 1;

  @Override
  public Visit visit(List<Question> questions) {
    List<Heard> answers = new ArrayList<>();
    questions.forEach(question -> answers.add(ask(question)));
    return new Visit(Visit.Lists.read(list -> result(request(list, List.of()))), answers);
  }

  @Override
  public boolean knows(Question question) {
    return !question.method().equals("completion/complete");
  }

  @Override
  public boolean modern() {
    return era.equals("modern");
  }

  Heard ask(Question question) {
    Run run = request(question.method(), words(question));
    return run.code() == REQUEST_REFUSED
        ? Heard.failure(Talk.parse(run.err()).at("/error/message").textValue())
        : Heard.of(question, result(run));
  }

  private static List<String> words(Question question) {
    return switch (question.method()) {
      case "tools/call" ->
          List.of(
              "--tool-name", question.name(), "--tool-args-json", question.arguments().toString());
      case "resources/read" -> List.of("--uri", question.name());
      default -> promptWords(question);
    };
  }

  private static List<String> promptWords(Question question) {
    List<String> words = new ArrayList<>(List.of("--prompt-name", question.name()));
    question
        .arguments()
        .properties()
        .forEach(
            argument ->
                words.addAll(
                    List.of(
                        "--prompt-args",
                        argument.getKey() + "=" + argument.getValue().textValue())));
    return words;
  }

  private Run request(String method, List<String> words) {
    List<String> all = new ArrayList<>(List.of("--cli", "--format", "json", "--quiet"));
    all.addAll(List.of("--connect-timeout", "120000"));
    all.addAll(List.of("--protocol-era", era, "--method", method));
    all.addAll(words);
    if (target.isStdio()) {
      target.environment().forEach((name, value) -> all.addAll(List.of("-e", name + "=" + value)));
      all.add("--");
      all.addAll(target.command());
    } else {
      all.addAll(List.of("--server-url", target.url()));
    }
    return run(all);
  }

  private static JsonNode result(Run run) {
    if (run.code() != 0 && run.code() != TOOL_REFUSED) {
      throw new AssertionError("the Inspector ended with %d: %s".formatted(run.code(), run.err()));
    }
    return Talk.parse(run.out()).path("result");
  }

  private Run run(List<String> words) {
    try {
      return clients.run(PROGRAM, words);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
