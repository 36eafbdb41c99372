package coach.auth.pages;

import coach.auth.accounts.People;
import coach.auth.accounts.SignIn;
import coach.auth.accounts.SignInTrouble;
import coach.auth.accounts.SupabaseAuth;
import coach.auth.accounts.Token;
import coach.db.ServerStatements;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sign-ins that a Supabase project offers besides the password: the browser is sent there,
 * signs in with Google or whatever it is, and comes back with a code that only we can turn into a
 * person (PKCE, RFC 7636).
 */
final class SupabasePages {
  private static final Logger log = LoggerFactory.getLogger(SupabasePages.class);
  private static final long FRESH_NANOS = 300_000_000_000L;
  private static final long TEN_MINUTES = 600;

  private static final Map<String, String> NAMES =
      Map.of(
          "github", "GitHub",
          "gitlab", "GitLab",
          "linkedin_oidc", "LinkedIn",
          "slack_oidc", "Slack",
          "workos", "WorkOS");

  private final Site site;
  private final ServerStatements statements;
  private final SupabaseAuth supabase;
  private final People people;
  private final SignIn signIn;
  private List<String> providers = List.of();
  private long askedAt;
  private boolean asked;

  SupabasePages(
      Site site, ServerStatements statements, SupabaseAuth supabase, People people, SignIn signIn) {
    this.site = site;
    this.statements = statements;
    this.supabase = supabase;
    this.people = people;
    this.signIn = signIn;
  }

  /** Links to the sign-ins that are switched on; none while Supabase cannot be asked. */
  Html links(String next) {
    List<Html> links = new ArrayList<>();
    for (String provider : providers()) {
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

  private synchronized List<String> providers() {
    if (!asked || System.nanoTime() - askedAt > FRESH_NANOS) {
      try {
        providers = supabase.providers();
        asked = true;
        askedAt = System.nanoTime();
      } catch (SignInTrouble trouble) {
        log.warn("providers=unknown cause={}", trouble.getMessage());
      }
    }
    return providers;
  }

  /** Sends the browser to Supabase. */
  Reply leave(Visit visit) {
    String provider = visit.query().get("provider");
    if (!providers().contains(provider)) {
      return Failures.page(
          404, "There is no such sign-in.", "Go back to the sign-in page and choose another.");
    }
    String state = Token.random();
    String verifier = Token.random();
    JsonNode pending =
        statements.run(
            "add_pending_sign_in",
            Map.of(
                "state_hash", Token.hash(state),
                "verifier", verifier,
                "next", Next.safe(visit.query().get("next"))));
    if (!pending.get("added").booleanValue()) {
      return Failures.busy();
    }
    String back = site.serverUrl() + "/signin/supabase/callback";
    // The hash of a verifier is its S256 challenge.
    return Reply.see(supabase.authorize(provider, back, Token.hash(verifier)).toString())
        .cookie(site.cookies().set(Cookies.AWAY, state, TEN_MINUTES));
  }

  /** Takes the browser back, if it is the one that was sent. */
  Reply comeBack(Visit visit) {
    JsonNode pending =
        visit
            .away()
            .map(
                state ->
                    statements.run("take_pending_sign_in", Map.of("state_hash", Token.hash(state))))
            .orElse(null);
    String code = visit.query().get("code");
    if (pending == null || !pending.isObject() || code.isEmpty()) {
      return failed();
    }
    return supabase
        .exchange(code, pending.get("verifier").textValue())
        .map(people::meet)
        .flatMap(account -> signIn.trusted(account, "Supabase", visit.address()))
        .map(token -> SignInPage.signedIn(site, token, pending.get("next").textValue()))
        .orElseGet(SupabasePages::failed)
        .cookie(site.cookies().clear(Cookies.AWAY));
  }

  private static Reply failed() {
    return Failures.page(
        403,
        "This sign-in did not work.",
        "Go back to the sign-in page and try again, with the same browser from beginning to end.");
  }
}
