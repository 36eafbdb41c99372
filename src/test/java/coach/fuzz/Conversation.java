package coach.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Lines to a program and its answers, which come in any order. */
final class Conversation {
  private static final byte[] PING =
      "{\"jsonrpc\":\"2.0\",\"id\":\"alive\",\"method\":\"ping\"}".getBytes(StandardCharsets.UTF_8);

  private final Program program;
  private final Oracle oracle;

  private record Open(Shots.Message message, Judge.Verdict verdict) {}

  Conversation(Program program, Oracle oracle) {
    this.program = program;
    this.oracle = oracle;
  }

  /** Sends so many lines at once and waits for every answer that is due. */
  void exchange(Shots shots, int lines) throws IOException, InterruptedException {
    List<Open> open = new ArrayList<>();
    for (int sent = 0; sent < lines; sent++) {
      Shots.Message message = shots.line();
      program.send(message.body());
      Judge.Verdict verdict = Judge.of(message.body());
      if (isBlank(message.body()) || verdict.due() == Judge.Due.NOTHING) {
        oracle.count("no answer");
      } else {
        open.add(new Open(message, verdict));
      }
    }
    program.flush();
    while (!open.isEmpty()) {
      String line = program.next();
      if (line == null) {
        open.forEach(waiting -> oracle.fault("no answer", waiting.message().body(), ""));
        return;
      }
      JsonNode reply = Oracle.parse(line);
      if (reply == null) {
        oracle.fault("no JSON", new byte[0], line);
      } else if (!reply.has("method")) {
        settle(open, reply);
      }
    }
  }

  private static boolean isBlank(byte[] line) {
    return new String(line, StandardCharsets.ISO_8859_1).matches("[ \t\r]*");
  }

  /**
   * Finds the message of a reply. Those without an id look alike, and a damaged id may be another
   * message's: then an error is the damaged one's, and a result the other's.
   */
  private void settle(List<Open> open, JsonNode reply) {
    Optional<Open> whose =
        open.stream()
            .filter(candidate -> mayBe(candidate.verdict(), reply))
            .min(
                Comparator.comparing(
                    candidate -> candidate.message().intact() == reply.has("error")));
    if (whose.isEmpty()) {
      oracle.fault("an answer to nothing", new byte[0], reply);
      return;
    }
    Open found = whose.get();
    open.remove(found);
    String fault = oracle.judge(found.verdict(), reply, found.message().intact());
    if (fault != null) {
      oracle.fault(fault, found.message().body(), reply);
    }
  }

  private static boolean mayBe(Judge.Verdict verdict, JsonNode reply) {
    return switch (verdict.due()) {
      case NO_ID -> reply.isObject() && !reply.has("id");
      case BATCH -> reply.isArray() && answered(verdict.json()).equals(ids(reply));
      default -> reply.has("id") && Judge.isSame(Judge.id(verdict.json()), reply.get("id"));
    };
  }

  /** What tells a batch and its answer from others: the ids in their order. */
  private static List<String> answered(JsonNode batch) {
    List<JsonNode> due = new ArrayList<>();
    for (JsonNode message : batch) {
      if (Judge.due(message) != Judge.Due.NOTHING) {
        due.add(message);
      }
    }
    return ids(due);
  }

  private static List<String> ids(Iterable<JsonNode> messages) {
    List<String> ids = new ArrayList<>();
    for (JsonNode message : messages) {
      JsonNode id = Judge.id(message);
      ids.add(id == null ? "none" : id.isNumber() ? plain(id) : id.toString());
    }
    return ids;
  }

  private static String plain(JsonNode number) {
    return number.decimalValue().signum() == 0
        ? "0"
        : number.decimalValue().stripTrailingZeros().toString();
  }

  void assertAlive() throws IOException, InterruptedException {
    program.send(PING);
    program.flush();
    String line = program.next();
    assertNotNull(line, "the loop is dead");
    assertEquals("alive", Oracle.parse(line).path("id").asText(), line);
  }
}
