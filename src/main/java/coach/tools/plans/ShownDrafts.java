package coach.tools.plans;

import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.Write;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The drafts shown lately, at most {@value #MOST}, so that what a person saw is what is stored, and
 * in one trip. What is not here any more is drafted anew.
 */
final class ShownDrafts {
  private static final int MOST = 200;
  private static final Duration KEPT = Duration.ofMinutes(30);

  /** Equal for calls that ask one lifter's draft of the same session. */
  private record Key(UUID user, String asked) {
    static Key of(ToolCall call) {
      ObjectNode asked = Write.body(call);
      asked.remove("save");
      return new Key(call.caller().user(), asked.toString().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * One draft.
   *
   * @param body as {@code coach.save_draft} takes it
   * @param basis digest of what it rests on; the statement stores nothing where it has changed
   * @param answer that the person saw
   */
  record Shown(ObjectNode body, String basis, ToolAnswer answer) {}

  private record Kept(Shown shown, Instant since) {}

  private final Clock clock;
  private final Map<Key, Kept> drafts =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
          return size() > MOST;
        }
      };

  ShownDrafts(Clock clock) {
    this.clock = clock;
  }

  /** Keeps it, unless it is the demo, whose session is not the one that would be stored. */
  synchronized void keep(ToolCall call, Shown shown) {
    if (!call.caller().isShownDemo()) {
      drafts.put(Key.of(call), new Kept(shown, clock.instant()));
    }
  }

  synchronized Optional<Shown> of(ToolCall call) {
    return Optional.ofNullable(drafts.get(Key.of(call)))
        .filter(kept -> kept.since().plus(KEPT).isAfter(clock.instant()))
        .map(Kept::shown);
  }
}
