package coach.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Config;
import coach.Run;
import coach.Setting;
import coach.tools.contents.Tools;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is typed ends in an exit code and, where it failed, in one sentence. */
class CommandLineTest {
  private static final Map<String, String> NOTHING = Map.of("HOME", "/nowhere");

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          hlp,                        'coach has no command "hlp"; did you mean "help"? "coach help" lists them all.'
          version 1,                  'coach version: "1" is one word too many. Type it as: coach version'
          migrate --dry,              'coach migrate: --dry is not known to it. Type it as: coach migrate [--dry-run|--sql] [--take NAMES]'
          migrate --dry-run --sql,    'coach migrate: --dry-run and --sql exclude each other. Type it as: coach migrate [--dry-run|--sql] [--take NAMES]'
          help me,                    'coach help: there is no command "me". Type it as: coach help [COMMAND|settings]'
          call get_profil,            'coach has no tool "get_profil"; did you mean "get_profile"? "coach call" lists them all.'
          call get_profile x,         'coach call: "x" has no value; type it as name=value. Type it as: coach call TOOL [key=value ...] [--json]'
          call get_profile a=1 a=2,   'coach call: a is given twice; give it once. Type it as: coach call TOOL [key=value ...] [--json]'
          connect emacs,              'coach connect: it does not know the client "emacs". Type it as: coach connect [claude-desktop|claude-code|vscode|cursor] [--write]'
          connect --write,            'coach connect: --write needs the client''s name. Type it as: coach connect [claude-desktop|claude-code|vscode|cursor] [--write]'
          sql get_profil,             'There is no sql/tools/get_profil.sql; did you mean "get_profile"?'
          """)
  void wrongUsageIsExplainedAndCodeTwo(String line, String sentence) {
    Run run = Shell.run(NOTHING, line.split(" "));
    assertEquals(sentence, run.err().strip());
    assertEquals(2, run.code());
    assertEquals("", run.out());
  }

  @Test
  void callAloneListsTheTools() {
    Run run = Shell.run(NOTHING, "call");
    assertEquals(0, run.code(), run.err());
    Tools.all().forEach(tool -> assertTrue(run.out().contains("  " + tool.name() + " ")));
    assertTrue(run.out().lines().allMatch(line -> line.length() <= 80), run.out());
  }

  @Test
  void aClientsOwnFileIsNamedAndNotTheFolderOneStandsIn() {
    String file = KnownClient.VSCODE.file(Map.of("HOME", "/nowhere")).toString();
    assertTrue(file.matches("/nowhere/.*/Code/User/mcp.json"), file);
  }

  @Test
  void aWrongArgumentFailsBeforeAnyDatabaseIsTouched() {
    Run run = Shell.run(NOTHING, "call", "get_exercise_history", "exercise=squat", "days=5000");
    assertEquals(1, run.code());
    assertEquals("days is \"5000\". Send a whole number from 1 to 3650.", run.err().strip());
    assertEquals("", run.out());
  }

  @Test
  void allFaultsOfTheSettingsAreShown() {
    Run run = Shell.run(Map.of("PORT", "x", "LOG_LEVEL", "y"), "call", "get_profile");
    assertEquals(1, run.code());
    assertEquals(2, run.err().lines().count(), run.err());
  }

  @ParameterizedTest
  @EnumSource
  void everyCommandExplainsItself(Command command) {
    Run asked = Shell.run(NOTHING, "help", command.word());
    assertEquals(0, asked.code());
    assertTrue(asked.out().startsWith(command.usage() + "\n"), asked.out());
    assertEquals(asked, Shell.run(NOTHING, command.word(), "--help"));
    assertTrue(asked.out().lines().allMatch(line -> line.length() <= 100), asked.out());
    assertTrue(Shell.run(NOTHING, "help").out().contains("  " + command.word() + " "));
  }

  @Test
  void theHelpForSettingsNamesThemAll() {
    String help = Shell.run(NOTHING, "help", "settings").out();
    Setting.ALL.forEach(setting -> assertTrue(help.contains("\n" + setting.name() + "\n")));
    assertTrue(help.lines().allMatch(line -> line.length() <= 80), help);
  }

  @Test
  void dashesAreForgivenForHelpAndVersion() {
    assertEquals(Shell.run(NOTHING, "help"), Shell.run(NOTHING, "--help"));
    assertEquals(Shell.run(NOTHING, "version"), Shell.run(NOTHING, "--version"));
  }

  @Test
  void aProxyWhoseHeaderNobodyNamedIsPointedOutAtTheStart() {
    String https = "https://coach.example.com";
    String said = Serve.unnamedProxy(Config.read(Map.of("MCP_SERVER_URL", https))).orElseThrow();
    assertTrue(said.startsWith("TRUSTED_PROXY_HEADER is not set"), said);
    Map<String, String> named =
        Map.of("MCP_SERVER_URL", https, "TRUSTED_PROXY_HEADER", "X-Forwarded-For");
    assertEquals(Optional.empty(), Serve.unnamedProxy(Config.read(named)));
    assertEquals(Optional.empty(), Serve.unnamedProxy(Config.read(NOTHING)));
  }

  @Test
  void aPublicAddressIsServedEverywhereUnlessToldOtherwise() {
    Map<String, String> open = Map.of("MCP_SERVER_URL", "https://coach.example.com");
    assertFalse(Serve.settings(Config.read(open)).bind().isLoopbackAddress());
    Map<String, String> closed = new HashMap<>(open);
    closed.put("COACH_LOCAL_ONLY", "true");
    assertTrue(Serve.settings(Config.read(closed)).bind().isLoopbackAddress());
    assertTrue(Serve.settings(Config.read(NOTHING)).bind().isLoopbackAddress());
    closed.put("COACH_AUTH", "none");
    assertTrue(Shell.run(closed, "serve").err().contains("lets every client in"));
  }

  @Test
  void anAddressWherePeopleCouldBeHeardOrEverybodyWereLetInIsRefused() {
    for (String disguise : new String[] {"127.0.0.1.example.com", "localhost.example.com"}) {
      Run run = Shell.run(Map.of("MCP_SERVER_URL", "http://" + disguise), "serve");
      assertEquals(1, run.code());
      assertTrue(run.err().contains("people sign in over https"), run.err());
    }
    Map<String, String> below = Map.of("MCP_SERVER_URL", "https://example.com/coach");
    assertTrue(Shell.run(below, "serve").err().contains("a host of coach's own"));
    Map<String, String> open =
        Map.of("MCP_SERVER_URL", "https://coach.example.com", "COACH_AUTH", "none");
    assertTrue(Shell.run(open, "serve").err().contains("lets every client in"));
  }

  @Test
  void whatATextMayBeIsShownWithTheTool() {
    Run run = Shell.run(NOTHING, "call", "search_exercises", "--help");
    assertEquals(0, run.code());
    assertTrue(run.out().contains("One of beginner, intermediate, expert."), run.out());
    assertFalse(run.out().contains("null"), run.out());
  }
}
