package coach.cli;

import static java.time.ZoneOffset.UTC;

import coach.Config;
import coach.Measures;
import coach.accounts.Accounts;
import coach.app.App;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Lets people in and keeps them out; accounts are made by invitation only. */
final class User {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private User() {}

  static int run(Terminal terminal, List<String> arguments) throws Exception {
    Options options = Options.read(Command.USER, arguments, Set.of(), Set.of(), 2);
    String act = options.word(0).orElse("");
    if (!List.of("list", "invite", "disable", "enable", "reset").contains(act)) {
      throw options.wrong("it needs invite, list, disable, enable or reset");
    }
    Optional<String> email = options.word(1);
    if (act.equals("list") == email.isPresent()) {
      throw options.wrong(act + (email.isPresent() ? " takes no e-mail" : " needs an e-mail"));
    }
    Config config = Config.read(terminal.environment());
    try (ProgressBar progress = terminal.progress();
        App app = App.openForAll(config, Measures.NONE, progress::say)) {
      Accounts accounts = WebPages.accounts(config, app);
      if (act.equals("list")) {
        list(accounts.list(), terminal.out());
      } else {
        change(act, email.get(), accounts, config.serverUrl(), terminal.out());
      }
    }
    return 0;
  }

  private static void change(
      String act, String email, Accounts accounts, String serverUrl, PrintStream out) {
    switch (act) {
      case "invite" -> {
        needsOwnAccounts(accounts);
        String token = accounts.invite(checked(email)).orElseThrow(() -> has(email));
        out.printf("Send this link to %s; it works once, for a week:%n", email);
        out.printf("%s/invite?token=%s%n", serverUrl, token);
      }
      case "reset" -> {
        needsOwnAccounts(accounts);
        String token = accounts.reset(email).orElseThrow(() -> unknown(email));
        out.printf("Send this link to %s; it works once, for a day:%n", email);
        out.printf("%s/invite?token=%s%n", serverUrl, token);
      }
      default -> {
        boolean disable = act.equals("disable");
        if (!accounts.disable(email, disable)) {
          throw unknown(email);
        }
        out.println(
            disable
                ? email + " is disabled. All its browsers and apps have been signed out."
                : email + " may sign in again.");
      }
    }
  }

  private static void needsOwnAccounts(Accounts accounts) {
    if (accounts.kind() != Accounts.Kind.OWN) {
      throw new Failure(
          "The users of this database sign in through Supabase: manage their accounts in the Supabase project.");
    }
  }

  private static String checked(String email) {
    if (!Accounts.isEmail(email)) {
      throw new Failure(
          "\"%s\" is no e-mail address. Type one such as name@example.com.".formatted(email));
    }
    return email;
  }

  private static Failure has(String email) {
    return new Failure(
        "%s has an account already. \"coach user reset %s\" prints a link for a new password."
            .formatted(email, email));
  }

  private static Failure unknown(String email) {
    return new Failure(
        "No account has the e-mail \"%s\". \"coach user list\" shows them all.".formatted(email));
  }

  private static void list(JsonNode accounts, PrintStream out) {
    if (accounts.isEmpty()) {
      out.println("No accounts yet. \"coach serve\" prints a link for the first one.");
      return;
    }
    String row = "%-40s  %-8s  %-16s  %s%n";
    out.printf(row, "e-mail", "state", "since (UTC)", "last sign-in (UTC)");
    for (JsonNode account : accounts) {
      out.printf(
          row,
          account.get("email").textValue(),
          account.get("state").textValue(),
          minute(account.get("created_at")),
          minute(account.get("last_sign_in_at")));
    }
  }

  private static String minute(JsonNode moment) {
    return moment.isTextual()
        ? MINUTE.format(OffsetDateTime.parse(moment.textValue()).withOffsetSameInstant(UTC))
        : "never";
  }
}
