package coach.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Run;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People are let in and kept out from the shell. */
class UserTest {
  @TempDir private static Path home;

  private static Run user(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "user";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Map<String, String> environment =
        Map.of("COACH_HOME", home.toString(), "MCP_SERVER_URL", "https://coach.example.com");
    return Shell.run(environment, all);
  }

  @Test
  @Tag("slow")
  void aPersonIsInvitedListedShutOutAndLetInAgain() {
    Run none = user("list");
    assertTrue(none.out().startsWith("No accounts yet."), none.out() + none.err());
    Run invited = user("invite", "ann@example.com");
    assertTrue(
        invited
            .out()
            .matches(
                "(?s)Send this link to ann@example.com; it works once, for a week:\n"
                    + "https://coach.example.com/invite\\?token=[\\w-]{43}\n"),
        invited.out());
    String list = user("list").out();
    assertTrue(list.matches("(?s).*\nann@example.com +invited +\\S+ \\S+ +never\n"), list);
    for (String act : new String[] {"reset", "disable", "enable"}) {
      Run unknown = user(act, "nobody@example.com");
      assertEquals(1, unknown.code(), act);
      assertEquals(
          "No account has the e-mail \"nobody@example.com\". \"coach user list\" shows them all.",
          unknown.err().strip());
    }
    assertEquals(1, user("invite", "no address").code());
  }

  @Test
  void whatItCannotReadIsWrongUsage() {
    for (String[] arguments :
        new String[][] {{}, {"befriend"}, {"invite"}, {"list", "x@y"}, {"invite", "a@b", "c"}}) {
      Run wrong = user(arguments);
      assertEquals(2, wrong.code(), String.join(" ", arguments));
      assertTrue(
          wrong
              .err()
              .strip()
              .endsWith("Type it as: coach user invite|disable|enable|reset EMAIL, or list"),
          wrong.err());
    }
  }
}
