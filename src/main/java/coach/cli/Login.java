package coach.cli;

import coach.Config;
import coach.accounts.SupabaseSession;
import coach.app.RestAccess;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Signs one person in at their Supabase project, or out again, for the shell and stdio. */
final class Login {
  private Login() {}

  static int run(Terminal terminal, List<String> arguments) throws IOException {
    Options options = Options.read(Command.LOGIN, arguments, Set.of(), Set.of(), 1);
    String email =
        options.word(0).orElseThrow(() -> options.wrong("it needs the e-mail to sign in with"));
    SupabaseSession session = session(terminal);
    String password = password(terminal);
    if (password == null || password.isEmpty()) {
      throw new Failure(
          "The password is empty. Type it, or send it as the first line of the input.");
    }
    session.signIn(email, password);
    terminal.print(
        "Signed in as %s. \"coach stdio\" and \"coach call\" use it from now on.%n", email);
    return 0;
  }

  static int out(Terminal terminal, List<String> arguments) {
    Options.none(Command.LOGOUT, arguments);
    boolean was = session(terminal).signOut();
    terminal.out().println(was ? "Signed out." : "Nobody was signed in.");
    return 0;
  }

  private static SupabaseSession session(Terminal terminal) {
    Config config = Config.read(terminal.environment());
    Config.Rest rest =
        config
            .rest()
            .orElseThrow(
                () ->
                    new Failure(
                        "USE_REST_API is not true, so coach needs no sign-in here. Set it, SUPABASE_URL and SUPABASE_ANON_KEY first."));
    return RestAccess.session(config, rest);
  }

  /** Unseen at a terminal; else the first line of what is piped in. */
  private static String password(Terminal terminal) throws IOException {
    if (terminal.live() && System.console() != null) {
      char[] typed = System.console().readPassword("Password: ");
      return typed == null ? "" : new String(typed);
    }
    return terminal.line();
  }
}
