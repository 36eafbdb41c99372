package coach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locales with digits, letters or calendars of their own, and none at all, change nothing. */
class LocaleEndToEndTest {
  private static final List<String> LOCALES = List.of("ar-EG", "fa-IR", "tr-TR", "th-TH");

  /** Such a path can only be made by a shell: these tests may run without a UTF-8 locale, too. */
  private static final String BEYOND_ASCII =
      "home=$1/$(printf 'h\\303\\266m'); mkdir -p \"$home\"; ";

  @TempDir Path folder;

  @Test
  void everyLocaleStartsTheSameDatabase() throws Exception {
    Map<String, String> home = Map.of("COACH_HOME", folder.resolve("home").toString());
    String first = null;
    for (String locale : LOCALES) {
      Run run = Run.of(folder, home, "", coach(locale, "call", "get_profile"));
      assertEquals(0, run.code(), locale + ": " + run.err());
      first = first == null ? run.out() : first;
      assertEquals(first, run.out(), locale);
    }
    assertTrue(first.chars().allMatch(c -> c < 128 || !Character.isDigit(c)), first);
  }

  @Test
  void withoutALocaleAScriptSetsOne() throws Exception {
    String script =
        BEYOND_ASCII
            + "mkdir -p \"$home/bin\" \"$home/target\"; cp \"$2\"/coach-stdio \"$2\"/.environment \"$home/bin\";"
            + " cp \"$3\" \"$home/target/coach.jar\"; COACH_HOME=\"$home/data\" \"$home/bin/coach-stdio\"";
    Run run = shell(script, Path.of("bin").toAbsolutePath().toString(), jar());
    assertEquals(0, run.code(), run.err());
  }

  @Test
  void theJarAloneSaysWhichLocaleItNeeds() throws Exception {
    String script = BEYOND_ASCII + "HOME=\"$home\" \"$2\" -jar \"$3\" call get_profile";
    Run run = shell(script, Run.javaProgram(), jar());
    assertEquals(1, run.code(), run.out());
    assertTrue(run.err().endsWith("start coach with LC_ALL=C.UTF-8.\n"), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  private Run shell(String script, String first, String second) throws Exception {
    List<String> command =
        List.of("/bin/bash", "-c", script, "coach", folder.toString(), first, second);
    return Run.of(folder, Map.of("LC_ALL", "C", "LANG", ""), "", command);
  }

  private static String jar() {
    return Path.of(System.getProperty("coach.jar")).toAbsolutePath().toString();
  }

  private static List<String> coach(String locale, String... arguments) {
    String[] parts = locale.split("-");
    List<String> command =
        Run.javaCommand("-Duser.language=" + parts[0], "-Duser.country=" + parts[1], "-jar", jar());
    command.addAll(List.of(arguments));
    return command;
  }
}
