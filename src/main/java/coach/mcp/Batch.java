package coach.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.function.Function;
import java.util.function.Predicate;

/** Several messages of the first revision in one; refused are those with too large an answer. */
record Batch(Predicate<JsonNode> refused, Function<JsonNode, Answer> one) {
  private static final int MOST_IN_BATCH = 100;

  /** After this many bytes of answers the rest of a batch is refused. */
  private static final int MOST_BATCH_BYTES = 256 * 1024;

  private static final Refusal TOO_LARGE =
      Refusal.of(
          Refusal.INVALID_REQUEST, "The answer is too large for a batch. Send this one by itself.");

  /** Only the first revision knows batches, so none may hold a modern request. */
  Reply answer(JsonNode batch) {
    boolean modern = false;
    for (JsonNode message : batch) {
      modern |= Era.hasModernKey(message.path("params"));
    }
    if (modern || batch.isEmpty() || batch.size() > MOST_IN_BATCH) {
      String sentence =
          modern
              ? "A batch holds a request of %s, which has no batches. Send its requests one by one."
                  .formatted(Era.MODERN_VERSION)
              : "A batch holds %d messages. Send 1 to %d.".formatted(batch.size(), MOST_IN_BATCH);
      return Answer.error(null, Refusal.bad(Refusal.INVALID_REQUEST, sentence)).reply();
    }
    return answers(batch);
  }

  /** Only the bytes are kept of each answer, and no more of them than one client can need. */
  private Reply answers(JsonNode batch) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (JsonNode message : batch) {
      Answer answer =
          all.size() > MOST_BATCH_BYTES || refused.test(message)
              ? Answer.error(Message.validId(message), TOO_LARGE)
              : one.apply(message);
      if (answer.json() != null) {
        all.write(all.size() == 0 ? '[' : ',');
        all.writeBytes(Wire.write(answer.json()));
      }
    }
    if (all.size() == 0) {
      return Reply.ACCEPTED;
    }
    all.write(']');
    return new Reply(200, all.toByteArray());
  }
}
