package coach.mcp;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Every method that coach knows: its name on the wire, where it is served and what it needs. */
enum Method {
  DISCOVER("server/discover", false, null, Era.MODERN),
  LIST_TOOLS("tools/list", false, null, Era.LEGACY, Era.MODERN),
  CALL_TOOL("tools/call", true, "name", Era.LEGACY, Era.MODERN),
  LIST_RESOURCES("resources/list", false, null, Era.LEGACY, Era.MODERN),
  LIST_TEMPLATES("resources/templates/list", false, null, Era.LEGACY, Era.MODERN),
  READ_RESOURCE("resources/read", true, "uri", Era.LEGACY, Era.MODERN),
  LIST_PROMPTS("prompts/list", false, null, Era.LEGACY, Era.MODERN),
  GET_PROMPT("prompts/get", true, "name", Era.LEGACY, Era.MODERN),
  COMPLETE("completion/complete", true, null, Era.LEGACY, Era.MODERN),
  INITIALIZE("initialize", false, null, Era.LEGACY),
  PING("ping", false, null, Era.LEGACY),
  SET_LOG_LEVEL("logging/setLevel", false, null, Era.LEGACY),
  SUBSCRIBE("resources/subscribe", false, null, Era.LEGACY),
  UNSUBSCRIBE("resources/unsubscribe", false, null, Era.LEGACY),
  // Of an extension that is not served, but its requests have a name to check.
  GET_TASK("tasks/get", false, "taskId"),
  UPDATE_TASK("tasks/update", false, "taskId"),
  CANCEL_TASK("tasks/cancel", false, "taskId");

  /** The name in a message. */
  final String wire;

  /** Answered for one person, so that it needs a scope. */
  final boolean personal;

  /** The member of params that the header {@code Mcp-Name} repeats, or null. */
  final String named;

  private final Set<Era> eras;

  Method(String wire, boolean personal, String named, Era... eras) {
    this.wire = wire;
    this.personal = personal;
    this.named = named;
    this.eras = Set.of(eras);
  }

  /** By its name on the wire, whether it is served or not. */
  static Optional<Method> find(String wire) {
    return Arrays.stream(values()).filter(method -> method.wire.equals(wire)).findFirst();
  }

  /** The method of that name. Throws {@link Refusal} for one that is not served in this era. */
  static Method served(String wire, Era era) {
    return find(wire)
        .filter(method -> method.eras.contains(era))
        .orElseThrow(() -> Refusal.unknownMethod(wire, era));
  }
}
