package coach.auth.accounts;

import coach.db.ServerStatements;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/** Turns a right password into a signed-in browser, and slows down whoever keeps guessing. */
public final class SignIn {
  /** What became of an attempt. */
  public sealed interface Outcome {
    /** The browser is signed in and holds this token from now on. */
    record Done(String token) implements Outcome {}

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
    return checked(email, password, address, (account, noted) -> start(account, "password", noted));
  }

  /**
   * Asks somebody who is signed in for the password again, as carefully as at the sign-in.
   *
   * @return {@link Outcome.Done} with the token that the browser holds already
   */
  public Outcome prove(Session session, String password, String address) {
    return checked(
        session.email(),
        password,
        address,
        (account, noted) -> {
          statements.run("clear_attempt", noted);
          return Optional.of(session.token()).filter(token -> account.equals(session.account()));
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
      BiFunction<UUID, Map<String, String>, Optional<String>> right) {
    Map<String, String> keys = keys(email, address);
    JsonNode known = statements.run("look_up_sign_in", with(keys, "email", email));
    long wait = limit(known).secondsToWait();
    if (wait > 0) {
      return new Outcome.TooMany(wait);
    }
    String at = statements.run("note_attempt", keys).get("at").textValue();
    Map<String, String> noted = with(keys, "attempted_at", at);
    try {
      return verifier
          .verify(email, password, known)
          .flatMap(account -> right.apply(account, noted))
          .<Outcome>map(Outcome.Done::new)
          .orElseGet(Outcome.Refused::new);
    } catch (SignInTrouble | Passwords.Busy nobodyLooked) {
      statements.run("forget_attempt", noted);
      throw nobodyLooked;
    }
  }

  /**
   * Signs a browser in without a password: by a one-time link, or by what Supabase says.
   *
   * @param way how, for the list of events
   * @return the browser's token; nothing where the account is disabled or gone
   */
  public Optional<String> trusted(UUID account, String way, String address) {
    Map<String, String> keys = keys("", address);
    return start(account, way, with(keys, "attempted_at", null));
  }

  private Optional<String> start(UUID account, String way, Map<String, String> noted) {
    // Always a new one: a token that somebody planted in the browser before is worth nothing.
    String token = Token.random();
    Map<String, String> values = new HashMap<>(noted);
    values.put("app_user_id", account.toString());
    values.put("session_hash", Token.hash(token));
    values.put("way", way);
    boolean started = statements.run("start_session", values).get("started").booleanValue();
    return started ? Optional.of(token) : Optional.empty();
  }

  private static SignInLimit limit(JsonNode known) {
    return new SignInLimit(
        known.get("pair").intValue(),
        known.get("pair_ago").longValue(),
        known.get("address").intValue(),
        known.get("address_ago").longValue(),
        known.get("account").intValue(),
        known.get("known").booleanValue());
  }

  /** The database counts by hashes: it need not know who tried what from where. */
  private static Map<String, String> keys(String email, String address) {
    String who = Token.hash(email.toLowerCase(Locale.ROOT));
    String where = Token.hash(AddressGroup.of(address));
    return Map.of(
        "address", where,
        "pair_key", "sign_in pair " + Token.hash(who + where),
        "address_key", "sign_in address " + where,
        "account_key", "sign_in account " + who);
  }

  private static Map<String, String> with(Map<String, String> keys, String name, String value) {
    Map<String, String> more = new HashMap<>(keys);
    more.put(name, value);
    return more;
  }
}
