package coach.app;

import coach.Caller;
import coach.Config;
import coach.accounts.SupabaseSession;
import coach.db.DatabaseException;
import coach.db.DatabaseException.Kind;
import coach.db.RestRoad;
import coach.oauth.SupabaseTokens;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What of a Supabase project coach may reach, by the settings and by who has signed in. */
public final class RestAccess {
  private RestAccess() {}

  /**
   * With the project's keys everybody, without them the one lifter who has signed in.
   *
   * @param forOne whether it is enough to serve one lifter
   * @throws DatabaseException which says what to set or to run
   */
  public static RestRoad.Access of(Config config, Config.Rest rest, boolean forOne) {
    if (rest.signingKey().isPresent()) {
      return access(rest, tokens(rest.signingKey().get()), rest.secretKey(), Optional.empty());
    }
    if (!forOne) {
      throw refused(
          "With USE_REST_API, serving over HTTP needs SUPABASE_SIGNING_KEY and SUPABASE_SECRET_KEY; without them only stdio and the shell work. Set both, or use \"coach stdio\".");
    }
    Supplier<String> token =
        rest.userToken().<Supplier<String>>map(set -> set::value).orElse(session(config, rest));
    Caller only = Caller.local(SupabaseSession.person(token.get()));
    return access(rest, caller -> token.get(), Optional.empty(), Optional.of(only));
  }

  /** Whether the settings let coach serve nobody but the lifter who has signed in. */
  static boolean isForOne(Config config) {
    return config.rest().map(rest -> rest.signingKey().isEmpty()).orElse(false);
  }

  /** The sign-in that {@code coach login} keeps. */
  public static SupabaseSession session(Config config, Config.Rest rest) {
    Path file = config.home().resolve("supabase-session.json");
    Config.Supabase project = rest.project();
    return new SupabaseSession(project.url(), project.anonKey().value(), file, Clock.systemUTC());
  }

  private static RestRoad.Access access(
      Config.Rest rest,
      Function<Caller, String> tokens,
      Optional<Config.Secret> secretKey,
      Optional<Caller> only) {
    Config.Supabase project = rest.project();
    return new RestRoad.Access(project.url(), project.anonKey(), tokens, secretKey, only);
  }

  private static SupabaseTokens tokens(Config.Secret key) {
    try {
      return SupabaseTokens.signedWith(key.value(), Clock.systemUTC());
    } catch (IllegalArgumentException unusable) {
      throw refused(
          "SUPABASE_SIGNING_KEY is %s. Set it to the private ES256 key (a JSON Web Key) that you imported into the project, or to the project's legacy JWT secret."
              .formatted(unusable.getMessage()));
    }
  }

  private static DatabaseException refused(String sentence) {
    return new DatabaseException(Kind.OUTDATED, sentence, 0, null);
  }
}
