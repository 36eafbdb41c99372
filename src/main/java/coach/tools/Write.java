package coach.tools;

import coach.Shown;
import coach.db.Answer;
import coach.db.CallContext;
import coach.tools.UserInput.InputRequired;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What every writing tool has in common: its last two arguments and how a refusal is worded. */
public final class Write {
  /** The argument that makes a retry change nothing. */
  public static final String KEY = "idempotency_key";

  static final String DRY_RUN = "dry_run";

  /** The parameter of those statements whose writes can be confirmed first. */
  static final String EXPECTED = "expected";

  /** The fields of every answer, as {@link Output} writes them. */
  public static final String OUTPUT = "change integer?, dry_run boolean, taken_for array?";

  private static final int MOST_TAKEN = 10;

  private Write() {}

  /** The arguments of a write, in the order shown. */
  public static List<Param> params(Param... own) {
    List<Param> params = new ArrayList<>(List.of(own));
    params.add(key());
    params.add(Param.flag(DRY_RUN, "Only show the change.").defaultsTo(false));
    return params;
  }

  /** The argument that makes a retry of the same change harmless. */
  public static Param key() {
    return Param.text(KEY, "One per change; a retry sends it again.", 200);
  }

  /** The call's arguments without those that say how to write. */
  public static ObjectNode body(ToolCall call) {
    ObjectNode body = call.arguments().json();
    body.remove(List.of(KEY, DRY_RUN));
    return body;
  }

  /**
   * Writes, or answers what the same call has written before.
   *
   * @param body what the tool's function reads; equal bodies are the same change
   * @throws ToolError for what the caller can put right; then nothing was written
   */
  public static Answer run(ToolCall call, ObjectNode body) {
    return run(call, body, call.arguments().flag(DRY_RUN), null, null);
  }

  /** The same; where no key was sent, the round of the call is the key, if it has one. */
  public static Answer once(ToolCall call, ObjectNode body) {
    return run(call, body, call.arguments().flag(DRY_RUN), call.input().round(), null);
  }

  /** What the call would write, unless it has written before. */
  static Answer preview(ToolCall call, ObjectNode body) {
    return run(call, body, true, null, null);
  }

  /**
   * Writes once, however often the same round of the call comes.
   *
   * @param version of the preview that a person saw; where there is another by now, the answer is
   *     the preview of that
   */
  static Answer expecting(ToolCall call, ObjectNode body, String version) {
    return run(call, body, false, call.input().round(), version);
  }

  private static Answer run(
      ToolCall call, ObjectNode body, boolean dryRun, String key, String expected) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("body", body.toString());
    values.put(KEY, call.arguments().has(KEY) ? call.arguments().text(KEY) : key);
    values.put(DRY_RUN, String.valueOf(dryRun));
    values.put(EXPECTED, expected);
    Answer answer = call.run(values);
    JsonNode problem = answer.data().path("problem");
    if (problem.has("unclear")) {
      throw Exercises.unclear(problem.get("unclear"));
    }
    if (!problem.isMissingNode()) {
      throw new ToolError(problem.get("sentence").textValue());
    }
    return answer;
  }

  /** The fields of {@link #OUTPUT}. */
  public static void describe(ObjectNode json, JsonNode data) {
    for (String field : List.of("change", "dry_run", "taken_for")) {
      json.set(field, data.get(field));
    }
    if (json.get("taken_for") instanceof ArrayNode names && names.size() > MOST_TAKEN) {
      ArrayNode first = json.putArray("taken_for");
      for (int index = 0; index < MOST_TAKEN; index++) {
        first.add(names.get(index));
      }
    }
  }

  /** What similar names were taken for, as the beginning of an answer's first line. */
  public static String taken(JsonNode data) {
    StringBuilder sentences = new StringBuilder();
    JsonNode names = data.path("taken_for");
    for (int index = 0; index < Math.min(MOST_TAKEN, names.size()); index++) {
      JsonNode name = names.get(index);
      sentences.append(
          "%s was taken for %s. "
              .formatted(
                  Shown.quoted(name.get("asked").textValue(), 60),
                  Named.exercise(name.get("exercise").textValue())));
    }
    if (names.size() > MOST_TAKEN) {
      sentences.append("%d more names were similar. ".formatted(names.size() - MOST_TAKEN));
    }
    return sentences.toString();
  }

  /** What to add where a private row was stored that others can read, else nothing. */
  public static void warnOfReaders(Text text, CallContext context) {
    text.lineIf(
        !context.openViews().isEmpty(),
        "Other users of this database can read it through %s. Its owner closes them with \"coach"
            + " migrate --take secure-views\".",
        String.join(", ", context.openViews()));
  }

  public static boolean isPreview(JsonNode data) {
    return data.get("dry_run").booleanValue();
  }

  /**
   * What a write takes away is shown to the person first, where there is one to ask; it is written
   * only if they say yes, only if it is still what they saw, and once.
   *
   * @param question in a few words, such as {@code Delete this workout?}
   * @param nothing what did not happen if they say no, as the beginning of a sentence
   * @param lost what would be lost by a preview of the write, in lines
   * @param shape makes the answer of what was written or previewed
   */
  public record Confirmation(
      String question,
      String nothing,
      Function<ToolAnswer, List<String>> lost,
      Function<Answer, ToolAnswer> shape) {
    private static final String KEY = "confirm";
    private static final String VERSION = "version";
    private static final int MOST_LINES = 15;
    private static final int MOST_CHARACTERS = 160;

    /** Writes, or throws {@link InputRequired} until the person has said yes to what is there. */
    public ToolAnswer write(ToolCall call, ObjectNode body) {
      UserInput input = call.input();
      UserInput.Reply reply = input.replies().get(KEY);
      boolean isPreview = call.arguments().flag(Write.DRY_RUN);
      if (isPreview || (reply == null && !input.canAnswer())) {
        return shape.apply(Write.run(call, body));
      }
      if (reply != null && !reply.content().path(KEY).booleanValue()) {
        return refused(shape.apply(Write.preview(call, body)));
      }
      Answer answer =
          reply == null
              ? Write.preview(call, body)
              : Write.expecting(call, body, input.memo().path(VERSION).asText());
      // A preview that the caller did not ask for: there is something to ask, or to ask again.
      if (Write.isPreview(answer.data())) {
        throw asking(answer, input, reply != null);
      }
      return shape.apply(answer);
    }

    private RuntimeException asking(Answer preview, UserInput input, boolean again) {
      if (!input.canAnswer()) {
        return new ToolError(
            nothing + ", because it has changed since the question. Send the call again.");
      }
      JsonNode version = preview.data().get(VERSION);
      StringBuilder message = new StringBuilder(again ? "It has changed since. " : "");
      message.append(question);
      List<String> lines = lost.apply(shape.apply(preview));
      lines.stream()
          .limit(MOST_LINES)
          .forEach(line -> message.append("\n- ").append(Shown.cut(line, MOST_CHARACTERS)));
      if (lines.size() > MOST_LINES) {
        message.append("\n- and %d more".formatted(lines.size() - MOST_LINES));
      }
      Question asked =
          new Question(
              KEY, message.toString(), List.of(new Question.Field(KEY, "Yes, do it", List.of())));
      return new InputRequired(List.of(asked), Json.object().set(VERSION, version));
    }

    private ToolAnswer refused(ToolAnswer preview) {
      return new ToolAnswer(
          preview.structured(),
          nothing
              + ", because the lifter did not agree to it. It would have been:\n"
              + preview.text());
    }
  }
}
