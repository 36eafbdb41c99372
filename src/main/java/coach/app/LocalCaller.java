package coach.app;

import coach.Caller;
import coach.db.ServerStatements;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The person at this machine: the account that {@code COACH_USER} names, else the local lifter, who
 * makes room for the demo until their own log begins.
 *
 * <p>It may begin in another process while this one serves, so the answer is asked anew, but
 * seldom, until nothing can change it any more.
 */
public final class LocalCaller implements Supplier<Caller> {
  /** The name in {@code coach.setting} under which the local lifter's id is kept. */
  public static final String LOCAL = "local_lifter";

  /** The same for the demo's account. */
  public static final String DEMO = "demo_lifter";

  /** How long an answer holds; while the demo is shown none does, as a first workout ends that. */
  private static final long ASK_AGAIN_NANOS = 500_000_000L;

  private final ServerStatements statements;
  private final Optional<String> wanted;
  private Caller caller;
  private boolean settled;
  private long askedAt;

  private LocalCaller(ServerStatements statements, Optional<String> wanted) {
    this.statements = statements;
    this.wanted = wanted;
  }

  /**
   * Finds the person, and on the embedded database makes them.
   *
   * @throws NotFound when {@code COACH_USER} must be set, or names no account
   */
  public static LocalCaller find(
      ServerStatements statements, Optional<String> wanted, boolean embedded) {
    LocalCaller found = new LocalCaller(statements, wanted);
    if (!found.ask() && embedded && wanted.isEmpty()) {
      addLocal(statements);
      found.ask();
    }
    if (found.caller == null) {
      throw new NotFound(wanted);
    }
    return found;
  }

  /** One person who can be no other. */
  static LocalCaller only(Caller person) {
    LocalCaller only = new LocalCaller(null, Optional.empty());
    only.caller = person;
    only.settled = true;
    return only;
  }

  /** Makes the account of {@link #LOCAL} or {@link #DEMO}, unless it is there. */
  public static UUID add(ServerStatements statements, String setting, String name, String email) {
    // "Today" is the lifter's own day from the first answer on.
    String settings = "{\"time_zone\": \"%s\"}".formatted(ZoneId.systemDefault().getId());
    JsonNode added =
        statements.run(
            "add_lifter",
            Map.of("setting", setting, "name", name, "email", email, "settings", settings));
    return UUID.fromString(added.get("app_user_id").textValue());
  }

  private static UUID addLocal(ServerStatements statements) {
    return add(statements, LOCAL, "Lifter", "local@coach.invalid");
  }

  /** Who owns what is stored from the shell: never the demo, although that may be shown now. */
  public Caller owner() {
    return get().writer();
  }

  /** Whose data is served now. */
  @Override
  public synchronized Caller get() {
    boolean due = System.nanoTime() - askedAt > ASK_AGAIN_NANOS;
    if (!settled && (due || caller.isShownDemo())) {
      ask();
    }
    return caller;
  }

  /**
   * Someone who signed in; the first account is the local lifter, and is shown the demo as they
   * are.
   */
  public Caller shown(Caller signedIn) {
    Caller here = get();
    return here.isShownDemo() && here.owner().equals(signedIn.user())
        ? signedIn.shown(here.user())
        : signedIn;
  }

  private boolean ask() {
    JsonNode found =
        statements.run("find_lifter", Collections.singletonMap("wanted", wanted.orElse(null)));
    askedAt = System.nanoTime();
    if (!found.hasNonNull("app_user_id")) {
      return false;
    }
    UUID owner =
        found.hasNonNull("owner")
            ? UUID.fromString(found.get("owner").textValue())
            : addLocal(statements);
    caller = Caller.local(UUID.fromString(found.get("app_user_id").textValue())).owning(owner);
    settled = found.get("settled").booleanValue();
    return true;
  }

  /** There is no account to serve; the message says what to set. */
  public static final class NotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotFound(Optional<String> wanted) {
      super(
          wanted
              .map(
                  user ->
                      "COACH_USER is \"%s\", which no account of this database has. Set it to the e-mail or id of one."
                          .formatted(user))
              .orElse(
                  "This database has several accounts. Set COACH_USER to the e-mail or id of the one whose data you want."));
    }
  }
}
