package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.tools.summary.CountTools;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The tool that the README adds: what is printed there is in these two files, and works. */
@DisabledIfSystemProperty(
    named = "coach.road",
    matches = "rest",
    disabledReason = "a migration makes functions of the files in the jar alone")
class CountToolsTest {
  private static final String JAVA = "src/test/java/coach/tools/summary/CountTools.java";
  private static final String SQL = "src/test/resources/sql/tools/count_sessions.sql";
  private static final Tool TOOL = CountTools.all().get(0);

  private final TrainingLog log = TrainingLog.begin();

  @Test
  void sessionsOfTheLastDaysAreCounted() {
    log.session(log.daysAgo(2)).did("bench", 100, 5).did("squat", 140, 5);
    log.session(log.daysAgo(9)).did("bench", 100, 5);
    log.session(log.daysAgo(1)).draft("bench", 100, 5);
    assertEquals("2 sessions.", Ask.tool(log, TOOL).text());
    assertEquals("1 sessions.", Ask.tool(log, TOOL, "days", 7).text());
  }

  @Test
  void itKeepsWhatEveryToolPromises() throws Exception {
    ContractTest contract = new ContractTest();
    contract.aToolSaysWhatItIs(TOOL);
    contract.bothSchemasAreSchemas(TOOL);
    contract.isFilled(TOOL, Path.of(SQL));
    contract.asksWhoseDataItIs(Path.of(SQL));
    EmptyAccountTest.answersWithoutData(TOOL);
    StrangersTest.answersAsIfAlone(TOOL);
  }

  @Test
  void theReadmePrintsTheseFiles() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    assertTrue(readme.contains("```java\n" + Files.readString(Path.of(JAVA)) + "```\n"), JAVA);
    assertTrue(readme.contains("```sql\n" + Files.readString(Path.of(SQL)) + "```\n"), SQL);
  }
}
