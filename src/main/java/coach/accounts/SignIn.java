package coach.accounts;

import coach.db.ServerStatements;
import coach.net.AddressGroup;
import coach.net.Loopback;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/** Turns a right password into a signed-in browser, and slows down guessing. */
public final class SignIn {
  /** What became of an attempt. */
  public sealed interface Outcome {
    /** The browser is signed in and holds this token from now on. */
    record Done(String token) implements Outcome {}

    /**
     * The password of a signed-in user is right.
     *
     * @param hash as it is stored; null where coach does not keep it
     */
    record Proved(String hash) implements Outcome {}

    /** No such account, a wrong password, a disabled account: which of them is not told. */
    record Refused() implements Outcome {}

    /** Too many failures; the attempt was not looked at. */
    record TooMany(long seconds) implements Outcome {}
  }

  private final ServerStatements statements;
  private final Verifier verifier;

  SignIn(ServerStatements statements, Verifier verifier) {
    this.statements = statements;
    this.verifier = verifier;
  }

  /** Against the passwords that coach keeps itself. */
  public static SignIn own(ServerStatements statements, Passwords passwords) {
    return new SignIn(statements, new StoredPasswords(statements, passwords));
  }

  /**
   * One attempt with a password.
   *
   * @param address of the browser
   * @throws Passwords.Busy when too many attempts are being worked on
   */
  public Outcome attempt(String email, String password, String address) {
    return checked(
        email,
        password,
        address,
        (proof, noted) ->
            start(proof.account(), "password", with(noted, "proven_hash", proof.passwordHash()))
                .map(Outcome.Done::new));
  }

  /**
   * Asks a signed-in user for the password again, as carefully as at the sign-in.
   *
   * @return {@link Outcome.Proved} where it is right
   */
  public Outcome prove(Session session, String password, String address) {
    return checked(
        session.email(),
        password,
        address,
        (proof, noted) -> {
          statements.run("clear_attempt", noted);
          return Optional.of(new Outcome.Proved(proof.passwordHash()))
              .filter(proved -> proof.account().equals(session.account()));
        });
  }

  /** Against what Supabase says. */
  public static SignIn supabase(ServerStatements statements, People people) {
    return new SignIn(statements, people);
  }

  private Outcome checked(
      String email,
      String password,
      String address,
      BiFunction<Verifier.Proof, Map<String, String>, Optional<? extends Outcome>> right) {
    Map<String, String> keys = keys(email, address);
    JsonNode begun = statements.run("begin_sign_in", with(keys, "email", email));
    long wait = begun.get("wait").longValue();
    if (wait > 0) {
      return new Outcome.TooMany(wait);
    }
    Map<String, String> noted = with(keys, "attempted_at", begun.get("at").textValue());
    try {
      return verifier
          .verify(email, password, begun)
          .<Outcome>flatMap(proof -> right.apply(proof, noted))
          .orElseGet(() -> refused(begun, keys));
    } catch (SignInTrouble | Passwords.Busy unchecked) {
      statements.run("forget_attempt", noted);
      throw unchecked;
    }
  }

  /** The same statement for an account and for none: the time does not tell which it was. */
  private Outcome refused(JsonNode begun, Map<String, String> keys) {
    String account = begun.path("app_user_id").textValue();
    statements.run("note_failed_sign_in", with(keys, "app_user_id", account));
    return new Outcome.Refused();
  }

  /**
   * Signs a browser in without a password: by a one-time link, or by what Supabase says.
   *
   * @param way how, for the list of events
   * @return the browser's token; nothing where the account is disabled or gone
   */
  public Optional<String> trusted(UUID account, String way, String address) {
    Map<String, String> keys = keys("", address);
    return start(account, way, with(with(keys, "attempted_at", null), "proven_hash", null));
  }

  private Optional<String> start(UUID account, String way, Map<String, String> noted) {
    // Always a new one: a token planted in the browser before is worth nothing.
    String token = Token.random();
    Map<String, String> values = new HashMap<>(noted);
    values.put("app_user_id", account.toString());
    values.put("session_hash", Token.hash(token));
    values.put("way", way);
    boolean started = statements.run("start_session", values).get("started").booleanValue();
    return started ? Optional.of(token) : Optional.empty();
  }

  /** The database counts by hashes: it need not know who tried what from where. */
  private static Map<String, String> keys(String email, String address) {
    String who = who(email);
    String where = Token.hash(AddressGroup.of(address));
    return Map.of(
        "address",
        where,
        "everybody",
        Boolean.toString(Loopback.is(address)),
        "pair_key",
        "sign_in pair " + Token.hash(who + where),
        "address_key",
        "sign_in address " + where,
        "account_key",
        accountKey(email));
  }

  private static String who(String email) {
    return Token.hash(email.toLowerCase(Locale.ROOT));
  }

  /** Under which key attempts against an account are counted. */
  static String accountKey(String email) {
    return "sign_in account " + who(email);
  }

  private static Map<String, String> with(Map<String, String> keys, String name, String value) {
    Map<String, String> more = new HashMap<>(keys);
    more.put(name, value);
    return more;
  }
}
