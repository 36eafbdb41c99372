package coach.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.Caller;
import coach.imports.LogReader.ReadProgress;
import coach.store.ImportPlan;
import coach.store.NameMatch;
import coach.store.OwnIds;
import coach.store.Storage;
import coach.testing.CoachDatabase;
import coach.tools.Arguments;
import coach.tools.Json;
import coach.tools.Tool;
import coach.tools.ToolCall;
import coach.tools.contents.Tools;
import coach.training.SetType;
import coach.training.Unit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a file holds is what the summary of the year says: every fixture is moved, unchanged
 * otherwise, so that its last day is yesterday.
 */
@Tag("runtime")
class ImportedTotalsTest {
  private static final Path FIXTURES = Path.of("src/test/resources/imports");
  private static final Pattern ISO = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b");
  private static final Pattern WORDS = Pattern.compile("\\b\\d{1,2} [A-Z][a-z]{2} \\d{4}\\b");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  private static CoachDatabase database;

  @BeforeAll
  static void open() {
    database = new CoachDatabase();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  static Stream<String> fixtures() throws IOException {
    try (Stream<Path> files = Files.list(FIXTURES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".csv"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void theSummaryOfTheYearEqualsTheFile(String name) throws IOException {
    ImportedLog log = movedToYesterday(name);
    Caller lifter = database.account(name, "{\"time_zone\": \"UTC\", \"unit\": \"kg\"}");
    ImportPlan plan =
        new ImportPlan(
            log, NameMatch.find(database.coach(), lifter, ImportPlan.names(log)), Map.of());
    Storage.store(
        database.coach(), lifter, plan.parts(OwnIds.of(database.coach(), lifter)), done -> {});

    JsonNode totals = summary(lifter).get("totals");
    assertEquals(log.sessions().size(), totals.get("sessions").intValue());
    assertEquals(work(log).count(), totals.get("sets").longValue());
    assertEquals(work(log).mapToInt(Work::reps).sum(), totals.get("reps").intValue());
    assertEquals(
        work(log).mapToLong(set -> (long) set.grams() * set.reps()).sum() / 1000.0,
        totals.get("volume").doubleValue(),
        0.01);
  }

  /** A set as it should be counted: the help of an assisted lift is no load. */
  private record Work(int grams, int reps) {}

  private static Stream<Work> work(ImportedLog log) {
    return log.sessions().stream()
        .flatMap(session -> session.exercises().stream())
        .flatMap(
            exercise ->
                exercise.sets().stream()
                    .filter(set -> set.type() != SetType.WARM_UP && set.reps() > 0)
                    .map(set -> new Work(load(exercise, set), set.reps())));
  }

  private static int load(ImportedExercise exercise, ImportedSet set) {
    boolean assisted = exercise.name().contains("Assisted");
    return assisted || set.weightGrams() == null ? 0 : set.weightGrams();
  }

  private static ImportedLog movedToYesterday(String name) throws IOException {
    String file = Files.readString(FIXTURES.resolve(name));
    LocalDate last =
        read(name, file).sessions().stream()
            .map(session -> session.startedAt().toLocalDate())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    long days = LocalDate.now(ZoneOffset.UTC).toEpochDay() - 1 - last.toEpochDay();
    String iso =
        ISO.matcher(file)
            .replaceAll(found -> LocalDate.parse(found.group()).plusDays(days).toString());
    String moved =
        WORDS
            .matcher(iso)
            .replaceAll(found -> LocalDate.parse(found.group(), DAY).plusDays(days).format(DAY));
    return read(name, moved);
  }

  private static ImportedLog read(String name, String file) throws IOException {
    byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
    ReadOptions options = ReadOptions.standard();
    boolean unitUnknown = List.of("strong-comma.csv", "strong-comma-notes.csv").contains(name);
    return LogReader.read(
        new ByteArrayInputStream(bytes),
        bytes.length,
        unitUnknown ? options.withUnit(Unit.KG) : options,
        ReadProgress.NONE);
  }

  private static JsonNode summary(Caller lifter) {
    Tool tool =
        Tools.all().stream()
            .filter(t -> t.name().equals("get_training_summary"))
            .findFirst()
            .orElseThrow();
    ObjectNode weeks = Json.MAPPER.createObjectNode().put("weeks", 52);
    return tool.handler()
        .answer(new ToolCall(tool, lifter, Arguments.read(tool.params(), weeks), database.coach()))
        .structured();
  }
}
