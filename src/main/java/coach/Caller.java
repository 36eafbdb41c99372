package coach;

import java.util.Objects;
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
 */
public record Caller(UUID user, UUID owner, Set<String> scopes, boolean local) {
  public static final String READ = "read";
  public static final String WRITE = "write";

  public Caller {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(owner, "owner");
    scopes = Set.copyOf(scopes);
  }

  /** The person at this machine, who may do everything with their own data. */
  public static Caller local(UUID user) {
    return new Caller(user, user, Set.of(READ, WRITE), true);
  }

  /** Someone on the other end of a connection: the hourly limit applies. */
  public static Caller remote(UUID user, Set<String> scopes) {
    return new Caller(user, user, scopes, false);
  }

  /** The same caller, who is shown this account and writes into another. */
  public Caller owning(UUID account) {
    return new Caller(user, account, scopes, local);
  }

  /** The caller as a write sees them. */
  public Caller writer() {
    return owner.equals(user) ? this : new Caller(owner, owner, scopes, local);
  }

  public boolean may(String scope) {
    return scopes.contains(scope);
  }
}
