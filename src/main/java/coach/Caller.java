package coach;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who is asking, decided once at the edge (standard input, shell or bearer token) and handed down
 * unchanged: nothing below the edge ever asks again.
 *
 * @param user the lifter's account id, the {@code sub} that row-level security sees
 * @param scopes what the caller may do: {@link #READ}, {@link #WRITE}
 * @param owner whose data a write changes: the same account, unless this machine is only showing
 *     the demo
 * @param local true for standard input and the shell, where the operating system vouches for the
 *     person and no hourly limit applies
 * @param connection through which app they ask, where they signed in for it
 */
public record Caller(
    UUID user, UUID owner, Set<String> scopes, boolean local, Optional<Connection> connection) {
  public static final String READ = "read";
  public static final String WRITE = "write";

  /**
   * An app that someone let in.
   *
   * @param client the app's id
   * @param family the tokens that came of one consent and end together; empty where another issuer
   *     keeps count of them
   */
  public record Connection(String client, Optional<UUID> family) {}

  public Caller {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(owner, "owner");
    scopes = Set.copyOf(scopes);
  }

  /** The person at this machine, who may do everything with their own data. */
  public static Caller local(UUID user) {
    return new Caller(user, user, Set.of(READ, WRITE), true, Optional.empty());
  }

  /** Someone on the other end of a connection: the hourly limit applies. */
  public static Caller remote(UUID user, Set<String> scopes) {
    return new Caller(user, user, scopes, false, Optional.empty());
  }

  /** Someone who signed in for an app. */
  public static Caller through(UUID user, Set<String> scopes, Connection connection) {
    return new Caller(user, user, scopes, false, Optional.of(connection));
  }

  /** The same caller, who is shown this account and writes into another. */
  public Caller owning(UUID account) {
    return new Caller(user, account, scopes, local, connection);
  }

  /** The same caller, who goes on writing into their own account and is shown this one. */
  public Caller shown(UUID account) {
    return new Caller(account, owner, scopes, local, connection);
  }

  /** Whether what they are shown is not their own. */
  public boolean isShownDemo() {
    return !owner.equals(user);
  }

  /** The same caller further on in a call that has been counted against the hourly limit. */
  public Caller counted() {
    return new Caller(user, owner, scopes, true, connection);
  }

  /** The caller as a write sees them. */
  public Caller writer() {
    return isShownDemo() ? shown(owner) : this;
  }

  public boolean may(String scope) {
    return scopes.contains(scope);
  }
}
