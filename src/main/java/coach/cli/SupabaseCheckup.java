package coach.cli;

import coach.Config;
import coach.accounts.SignInTrouble;
import coach.accounts.SupabaseAuth;
import coach.cli.Doctor.Checkup;
import coach.oauth.ExternalIssuer;
import java.io.IOException;
import java.util.List;

/** The doctor's questions to those who sign people in instead of coach. */
record SupabaseCheckup(Checkup checkup, Config config) {
  void examine() {
    config.supabase().ifPresent(this::project);
    config.issuer().ifPresent(this::issuer);
  }

  private void project(Config.Supabase project) {
    try {
      List<String> providers =
          new SupabaseAuth(project.url(), project.anonKey().value()).providers();
      checkup.ok(
          "supabase",
          "%s takes the key; sign-in there: %s"
              .formatted(
                  project.url(),
                  providers.isEmpty() ? "no provider" : String.join(", ", providers)));
    } catch (SignInTrouble trouble) {
      checkup.fail(
          "supabase",
          "%s: %s Check SUPABASE_URL and SUPABASE_ANON_KEY (Project settings, API keys), and in the dashboard that the project is not paused."
              .formatted(project.url(), trouble.getMessage()));
    }
  }

  private void issuer(Config.Issuer issuer) {
    try {
      int keys = ExternalIssuer.keys(issuer);
      checkup.ok("issuer", "%s publishes keys: %d".formatted(issuer.url(), keys));
    } catch (IOException failed) {
      checkup.fail(
          "issuer", "%s: %s. Check OAUTH_ISSUER.".formatted(issuer.url(), failed.getMessage()));
    }
  }
}
