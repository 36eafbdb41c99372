package coach.accounts;

import coach.db.ServerStatements;
import coach.net.AddressGroup;
import coach.net.Loopback;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
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

    /** The password is right, and this its stored hash; null where coach does not keep it. */
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

  /** One attempt from a browser's address. Throws {@link Passwords.Busy} for too many. */
  public Outcome attempt(String email, String password, String address) {
    return checked(
        email,
        password,
        address,
        (proof, noted) ->
            start(proof.account(), "password", address, proof.passwordHash(), noted)
                .map(Outcome.Done::new));
  }

  /** Asks for the password again, as carefully; {@link Outcome.Proved} where it is right. */
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
    JsonNode begun = statements.run("begin_sign_in", origin(email, address));
    long wait = begun.get("wait").longValue();
    if (wait > 0) {
      return new Outcome.TooMany(wait);
    }
    Map<String, String> noted = noted(begun);
    try {
      return verifier
          .verify(email, password, begun)
          .<Outcome>flatMap(proof -> right.apply(proof, noted))
          .orElseGet(() -> refused(begun, address));
    } catch (SignInTrouble | Passwords.Busy unchecked) {
      statements.run("forget_attempt", noted);
      throw unchecked;
    }
  }

  /** The same statement for an account and for none: the time does not tell which it was. */
  private Outcome refused(JsonNode begun, String address) {
    Map<String, String> values = new HashMap<>();
    values.put("app_user_id", begun.path("app_user_id").textValue());
    values.put("address", hash(address));
    statements.run("note_failed_sign_in", values);
    return new Outcome.Refused();
  }

  /**
   * Signs a browser in without a password: by a one-time link, or by what Supabase says.
   *
   * @param way how, for the list of events
   * @return the browser's token; nothing where the account is disabled or gone
   */
  public Optional<String> trusted(UUID account, String way, String address) {
    Map<String, String> none = new HashMap<>();
    none.put("attempted_at", null);
    none.put("pair_key", null);
    none.put("other_keys", "[]");
    return start(account, way, address, null, none);
  }

  private Optional<String> start(
      UUID account, String way, String address, String proven, Map<String, String> noted) {
    // Always a new one: a token planted in the browser before is worth nothing.
    String token = Token.random();
    Map<String, String> values = new HashMap<>(noted);
    values.put("app_user_id", account.toString());
    values.put("session_hash", Token.hash(token));
    values.put("address", hash(address));
    values.put("way", way);
    values.put("proven_hash", proven);
    boolean started = statements.run("start_session", values).get("started").booleanValue();
    return started ? Optional.of(token) : Optional.empty();
  }

  /** Who is tried from where. The database counts by hashes of addresses: it need not know them. */
  private static Map<String, String> origin(String email, String address) {
    String site = AddressGroup.site(address);
    Map<String, String> values = new HashMap<>();
    values.put("email", email);
    values.put("address", hash(address));
    values.put("network", site == null ? null : Token.hash(site));
    values.put("everybody", Boolean.toString(Loopback.is(address)));
    return values;
  }

  private static String hash(String address) {
    return Token.hash(AddressGroup.of(address));
  }

  /** By what the attempt can be taken back. */
  private static Map<String, String> noted(JsonNode begun) {
    return Map.of(
        "attempted_at", begun.get("at").textValue(),
        "pair_key", begun.get("pair_key").textValue(),
        "other_keys", begun.get("other_keys").toString());
  }

  /** Passwords that coach keeps itself. */
  private record StoredPasswords(ServerStatements statements, Passwords passwords)
      implements Verifier {
    /** The same work for an account, for one without a password and for none at all. */
    @Override
    public Optional<Proof> verify(String email, String password, JsonNode known) {
      String stored = known.path("password_hash").textValue();
      boolean right = passwords.matches(password, stored);
      if (!right || known.path("disabled").booleanValue()) {
        return Optional.empty();
      }
      UUID account = UUID.fromString(known.get("app_user_id").textValue());
      String kept = passwords.isOutdated(stored) ? rehashed(account, password, stored) : stored;
      return Optional.of(new Proof(account, kept));
    }

    /** What is stored from now on; the old one where another request was faster. */
    private String rehashed(UUID account, String password, String stored) {
      String hash = passwords.hash(password);
      Map<String, String> values =
          Map.of("app_user_id", account.toString(), "old_hash", stored, "password_hash", hash);
      return statements.run("rehash_password", values).get("changed").booleanValue()
          ? hash
          : stored;
    }
  }

  /** Decides whether a password is the account's; answered with whose it is where it is right. */
  interface Verifier {
    /** Whose password it is, and its stored hash; null where coach does not keep it. */
    record Proof(UUID account, String passwordHash) {}

    /** With the row of {@code begin_sign_in} that is known. */
    Optional<Proof> verify(String email, String password, JsonNode known);
  }
}
