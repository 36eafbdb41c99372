package coach.fuzz;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/** Compares answers with what was due, counts what came, and remembers what was wrong. */
final class Oracle {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final int MOST_SHOWN = 1_500;
  private static final int LONGEST_SENTENCE = 1_000;

  private static final Set<Integer> CODES =
      Set.of(-32700, -32600, -32601, -32602, -32020, -32021, -32022, -32002);
  private static final Set<String> CACHED =
      Set.of(
          "server/discover",
          "tools/list",
          "prompts/list",
          "resources/list",
          "resources/templates/list",
          "resources/read");

  /** What must never leave the house: classes, traces, statements, and the word for a bug. */
  private static final Pattern LEAK =
      Pattern.compile(
          "\\bat [a-z]+\\.[\\w.$]+\\(|\\b(java|jakarta|org|com|io|coach)\\.[a-z]+\\.[\\w.]*[A-Z]"
              + "|[a-z]Exception\\b|PSQL|SQLSTATE|\\bselect\\b.{1,80}\\bfrom\\b"
              + "|coach failed at this call",
          Pattern.DOTALL);

  /** A database that does not keep up on a machine that does other things too. */
  private static final String BUSY = "busy";

  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

  ConcurrentLinkedQueue<String> faults() {
    return faults;
  }

  synchronized void count(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }

  synchronized int serverErrors() {
    return outcomes.entrySet().stream()
        .filter(outcome -> outcome.getKey().startsWith("status 5"))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  synchronized int busy() {
    return outcomes.getOrDefault(BUSY, 0);
  }

  synchronized String summary() {
    StringBuilder summary = new StringBuilder();
    outcomes.forEach((outcome, count) -> summary.append("%s %d, ".formatted(outcome, count)));
    return summary.toString();
  }

  void fault(String what, byte[] sent, Object got) {
    String shown = shown(new String(sent, StandardCharsets.UTF_8));
    faults.add("%s%n  sent: %s%n  got: %s".formatted(what, shown, shown(String.valueOf(got))));
  }

  private static String shown(String text) {
    String cut = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }

  /** The fault of one answer to one message, or null; counts the answer. */
  String judge(Judge.Verdict verdict, JsonNode reply, boolean intact) {
    String leak = LEAK.matcher(reply.toString()).find() ? "says too much" : null;
    if (leak != null) {
      return leak;
    }
    if (verdict.due() == Judge.Due.BATCH) {
      return batch(verdict.json(), reply);
    }
    return one(verdict.due(), verdict.json(), reply, intact);
  }

  private String batch(JsonNode sent, JsonNode reply) {
    int next = 0;
    for (JsonNode message : sent) {
      Judge.Due due = Judge.due(message);
      if (due != Judge.Due.NOTHING) {
        String fault = one(due, message, reply.path(next++), false);
        if (fault != null) {
          return "in a batch: " + fault;
        }
      }
    }
    return reply.isArray() && reply.size() == next ? null : "a batch of another size";
  }

  private String one(Judge.Due due, JsonNode sent, JsonNode reply, boolean intact) {
    if (!reply.path("jsonrpc").asText().equals("2.0")
        || reply.has("result") == reply.has("error")) {
      return "no envelope";
    }
    if (due == Judge.Due.NO_ID ? reply.has("id") : !sameId(sent, reply)) {
      return "another id";
    }
    String fault = reply.has("error") ? error(due, sent, reply.path("error")) : result(sent, reply);
    boolean refused = reply.has("error") && reply.at("/error/code").asInt() != -32603;
    if (fault == null && intact && refused && !mayFail(sent)) {
      return "an error to a sound request";
    }
    return fault;
  }

  /** An address on offer may name what this lifter does not have. */
  private static boolean mayFail(JsonNode sent) {
    return sent != null && sent.path("method").asText().equals("resources/read");
  }

  private static boolean sameId(JsonNode sent, JsonNode reply) {
    return reply.has("id") && Judge.isSame(Judge.id(sent), reply.get("id"));
  }

  private String error(Judge.Due due, JsonNode sent, JsonNode error) {
    int code = error.path("code").asInt();
    boolean modern = sent != null && Judge.isModern(sent);
    String sentence = error.path("message").asText();
    if (code == -32603 && sentence.contains("Try again")) {
      count(BUSY);
      return null;
    }
    count("error " + code);
    if (!CODES.contains(code) || (modern && code == -32002)) {
      return "an unknown code";
    }
    if (sentence.isEmpty() || sentence.length() > LONGEST_SENTENCE) {
      return "a sentence of %d characters".formatted(sentence.length());
    }
    if (due == Judge.Due.NO_ID && code != -32700 && code != -32600) {
      return "a code that needs an id";
    }
    return due == Judge.Due.ANSWER && code == -32700 ? "a parse error to JSON" : null;
  }

  private String result(JsonNode sent, JsonNode reply) {
    JsonNode result = reply.path("result");
    boolean failed = result.path("isError").asBoolean();
    count(failed ? "tool error" : "result");
    if (!result.isObject()) {
      return "a result that is no object";
    }
    if (!Judge.isModern(sent)) {
      return result.has("resultType") || result.has("ttlMs") ? "a modern result" : null;
    }
    if (!result.path("resultType").isTextual()) {
      return "no resultType";
    }
    boolean cached = CACHED.contains(sent.path("method").asText());
    boolean says =
        result.path("ttlMs").isInt()
            && Set.of("public", "private").contains(result.path("cacheScope").asText());
    return cached && !says ? "no cache fields" : null;
  }

  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (java.io.IOException notJson) {
      return null;
    }
  }
}
