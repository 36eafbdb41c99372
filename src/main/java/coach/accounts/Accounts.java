package coach.accounts;

import coach.db.DatabaseException;
import coach.db.ServerStatements;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The accounts that coach keeps itself: made by one-time links only, because it is closed.
 *
 * @param supabase whether sign-in goes to Supabase
 */
public record Accounts(ServerStatements statements, Passwords passwords, boolean supabase) {
  /** How people prove who they are on this database. */
  public enum Kind {
    /** E-mail and password, kept by coach. */
    OWN,
    /** Supabase says who they are. */
    SUPABASE,
    /** The people are Supabase's, but this server has not been told where it is. */
    SUPABASE_UNKNOWN
  }

  /** What a one-time link is for. */
  public enum Purpose {
    FIRST,
    INVITE,
    RESET
  }

  /** A one-time link that works; the first account has no e-mail, nor any name to be known. */
  public record Invitation(Purpose purpose, String email, String name) {}

  /** Of what happened, on one page. */
  public static final int EVENTS = 50;

  private static final int LONGEST_EMAIL = 254;

  public Kind kind() {
    if (supabase) {
      return Kind.SUPABASE;
    }
    return rules().get("people_are_elsewhere").booleanValue() ? Kind.SUPABASE_UNKNOWN : Kind.OWN;
  }

  /** Whether it may be an address; coach sends no mail, so it need not exist. */
  public static boolean isEmail(String text) {
    return text.length() <= LONGEST_EMAIL && text.matches("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+");
  }

  private JsonNode rules() {
    return statements.run("account_rules", Map.of());
  }

  /** A new token for the first account's link, while there is no account with a password. */
  public Optional<String> renewFirstLink() {
    return token("renew_first_link", Map.of(), "needed");
  }

  private Optional<String> token(String statement, Map<String, String> values, String field) {
    String token = Token.random();
    Map<String, String> all = new HashMap<>(values);
    all.put("token_hash", Token.hash(token));
    return says(statement, all, field) ? Optional.of(token) : Optional.empty();
  }

  public Optional<Invitation> invitation(String token) {
    JsonNode found = statements.run("find_invitation", Map.of("token_hash", Token.hash(token)));
    return found.isObject()
        ? Optional.of(
            new Invitation(
                Purpose.valueOf(found.get("purpose").textValue().toUpperCase(Locale.ROOT)),
                found.path("email").textValue(),
                found.path("name").textValue()))
        : Optional.empty();
  }

  /** The e-mail belongs to another account in this database. */
  public static final class EmailTaken extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Makes the first account of the local lifter's data; nothing where the link works no more. */
  public Optional<UUID> acceptFirst(String token, String name, String email, String password)
      throws EmailTaken {
    Map<String, String> values = accepting(token, password);
    values.put("name", name);
    values.put("email", email);
    JsonNode accepted = statements.run("accept_first", values);
    if (accepted.get("taken").booleanValue()) {
      throw new EmailTaken();
    }
    return account(accepted);
  }

  /** Makes an invited person's account; nothing where the link works no more. */
  public Optional<UUID> acceptInvitation(String token, String name, String password) {
    Map<String, String> values = accepting(token, password);
    values.put("name", name);
    return account(statements.run("accept_invitation", values));
  }

  /** Sets a new password and ends everything that was begun with the old one. */
  public Optional<UUID> acceptReset(String token, String password) {
    return account(statements.run("accept_reset", accepting(token, password)));
  }

  private Map<String, String> accepting(String token, String password) {
    Map<String, String> values = new HashMap<>();
    values.put("token_hash", Token.hash(token));
    values.put("password_hash", passwords.hash(password));
    return values;
  }

  private static Optional<UUID> account(JsonNode accepted) {
    return Optional.ofNullable(accepted.path("app_user_id").textValue()).map(UUID::fromString);
  }

  /** A token for a person without an account, good for a week; nothing where there is one. */
  public Optional<String> invite(String email) {
    return token("invite_account", Map.of("email", email), "invited");
  }

  /** A token for a new password, good for a day; nothing where there is no such account. */
  public Optional<String> reset(String email) {
    return token("reset_account", Map.of("email", email), "found");
  }

  /** Shuts a person out at once, or lets them back in; false where there is no such account. */
  public boolean disable(String email, boolean disabled) {
    Map<String, String> values = Map.of("email", email, "disabled", Boolean.toString(disabled));
    return says("disable_account", values, "found");
  }

  /** All users who can sign in or were invited, as {@code list_accounts} describes them. */
  public JsonNode list() {
    return statements.run("list_accounts", Map.of());
  }

  /**
   * Changes the password and signs the other browsers out.
   *
   * @param proven the hash that the old password was found to fit
   * @param apps whether connected apps are sent away too
   * @return false where the session or the old password has been ended meanwhile
   */
  public boolean changePassword(Session session, String proven, String password, boolean apps) {
    Map<String, String> values =
        Map.of(
            "app_user_id", session.account().toString(),
            "proven_hash", proven,
            "password_hash", passwords.hash(password),
            "session_hash", Token.hash(session.token()),
            "apps", Boolean.toString(apps));
    return says("change_password", values, "changed");
  }

  /** Apps, browsers and a page of events from 0 on, as {@code read_account} describes them. */
  public JsonNode read(Session session, int page) {
    return statements.run(
        "read_account",
        Map.of(
            "app_user_id", session.account().toString(),
            "skip", Integer.toString(page * EVENTS)));
  }

  /** Puts a download of everything on the list of what happened. */
  public void noteDownload(Session session) {
    statements.run(
        "note_event",
        Map.of("app_user_id", session.account().toString(), "kind", "data_downloaded"));
  }

  public boolean disconnect(Session session, String clientId) {
    Map<String, String> values =
        Map.of("app_user_id", session.account().toString(), "client_id", clientId);
    return says("disconnect_app", values, "gone");
  }

  /**
   * Deletes the account with everything it has.
   *
   * @return false where the session has been ended meanwhile
   * @throws DatabaseException where another program's rows still need it
   */
  public boolean delete(Session session) {
    Map<String, String> values =
        Map.of(
            "app_user_id", session.account().toString(),
            "session_hash", Token.hash(session.token()));
    return says("delete_account", values, "deleted");
  }

  private boolean says(String statement, Map<String, String> values, String field) {
    return statements.run(statement, values).get(field).booleanValue();
  }
}
