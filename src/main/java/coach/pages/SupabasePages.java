package coach.pages;

import coach.accounts.People;
import coach.accounts.SignIn;
import coach.accounts.SignInTrouble;
import coach.accounts.SupabaseAuth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sign-ins that a Supabase project offers besides the password: the browser is sent there,
 * signs in with Google or whatever it is, and comes back with a code that only we can turn into a
 * person (PKCE, RFC 7636).
 */
final class SupabasePages {
  private static final long TEN_MINUTES = 600;

  private static final Map<String, String> NAMES =
      Map.of(
          "github", "GitHub",
          "gitlab", "GitLab",
          "linkedin_oidc", "LinkedIn",
          "slack_oidc", "Slack",
          "workos", "WorkOS");

  private final Site site;
  private final SupabaseAuth supabase;
  private final People people;
  private final SignIn signIn;
  private final SupabaseProviders providers;

  SupabasePages(Site site, SupabaseAuth supabase, People people, SignIn signIn) {
    this.site = site;
    this.supabase = supabase;
    this.people = people;
    this.signIn = signIn;
    this.providers = new SupabaseProviders(supabase);
  }

  /** Links to the sign-ins that are switched on; none while Supabase cannot be asked. */
  Html links(String next) {
    List<Html> links = new ArrayList<>();
    for (String provider : providers.list().orElse(List.of())) {
      links.add(
          Html.of(
              "<a class=\"button second\" href=\"/signin/supabase?{}\">Sign in with {}</a>",
              Next.query(Map.of("provider", provider, "next", next)),
              name(provider)));
    }
    return links.isEmpty() ? Html.NONE : Html.of("<p class=\"actions\">{}</p>", links);
  }

  private static String name(String provider) {
    return NAMES.getOrDefault(
        provider, provider.substring(0, 1).toUpperCase(Locale.ROOT) + provider.substring(1));
  }

  /** Sends the browser to Supabase. */
  PageResponse leave(Visit visit) {
    String provider = visit.query().get("provider");
    Optional<List<String>> offered = providers.list();
    if (offered.isEmpty()) {
      return Failures.unavailable("Supabase cannot be reached right now.");
    }
    if (!offered.get().contains(provider)) {
      return Failures.page(
          404, "There is no such sign-in.", "Go back to the sign-in page and choose another.");
    }
    ReturnCookie way = ReturnCookie.begin(Next.safe(visit.query().get("next")));
    String back = site.serverUrl() + "/signin/supabase/callback";
    return PageResponse.see(supabase.authorize(provider, back, way.challenge()).toString())
        .cookie(site.cookies().set(Cookies.AWAY, way.cookie(), TEN_MINUTES));
  }

  /** Takes the browser back, if it is the one that was sent. */
  PageResponse comeBack(Visit visit) {
    Optional<ReturnCookie> way = visit.away().flatMap(ReturnCookie::read);
    String code = visit.query().get("code");
    if (way.isPresent() && code.isEmpty()) {
      refused(visit.query().get("error"), visit.query().get("error_description"));
    }
    if (way.isEmpty() || code.isEmpty()) {
      return failed();
    }
    return supabase
        .exchange(code, way.get().verifier())
        .map(people::meet)
        .flatMap(account -> signIn.trusted(account, "Supabase", visit.address()))
        .map(token -> SignInPage.signedIn(site, visit, token, way.get().next()))
        .orElseGet(SupabasePages::failed)
        .cookie(site.cookies().clear(Cookies.AWAY));
  }

  /**
   * What the provider or Supabase says instead of a code, in our words: theirs come from anywhere.
   */
  private static void refused(String error, String description) {
    if (error.equals("access_denied")) {
      throw new SignInTrouble(
          "You or the provider refused the sign-in. Go back to the sign-in page to try again or to choose another.");
    }
    if (description.contains("user email from external provider")) {
      throw new SignInTrouble(SupabaseAuth.NO_EMAIL);
    }
  }

  private static PageResponse failed() {
    return Failures.page(
        403,
        "This sign-in did not work.",
        "Go back to the sign-in page and try again, with the same browser from beginning to end.");
  }

  /**
   * Which sign-ins a Supabase project offers, kept for five minutes. One visitor's page waits for
   * the answer, at most; a failure is remembered, so that a project that hangs delays no other
   * user.
   */
  private static final class SupabaseProviders {
    private static final Logger log = LoggerFactory.getLogger(SupabaseProviders.class);
    private static final long FRESH_NANOS = 300_000_000_000L;
    private static final long FAILED_NANOS = 30_000_000_000L;

    private final SupabaseAuth supabase;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile List<String> known;
    private volatile long askAgainAt = System.nanoTime();

    SupabaseProviders(SupabaseAuth supabase) {
      this.supabase = supabase;
    }

    /** As Supabase calls them; empty where it has not said so yet. */
    Optional<List<String>> list() {
      if (isDue() && asking.tryLock()) {
        try {
          if (isDue()) {
            ask();
          }
        } finally {
          asking.unlock();
        }
      }
      return Optional.ofNullable(known);
    }

    private boolean isDue() {
      return System.nanoTime() - askAgainAt >= 0;
    }

    private void ask() {
      try {
        known = supabase.providers();
        askAgainAt = System.nanoTime() + FRESH_NANOS;
      } catch (SignInTrouble trouble) {
        askAgainAt = System.nanoTime() + FAILED_NANOS;
        log.warn("providers={} cause={}", known == null ? "unknown" : "kept", trouble.getMessage());
      }
    }
  }
}
