package coach.imports;

import coach.imports.ImportedLog.RowFault;
import coach.imports.LogReader.ReadProgress;
import coach.training.Unit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Reads the fixtures and texts of these tests through the reader's public call. */
public final class Exports {
  static final ReadOptions PLAIN =
      new ReadOptions(null, LocalDate.of(2026, 11, 23), 64 << 20, 1_000_000);
  public static final String HEVY_HEADER =
      "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,reps,distance_km,duration_seconds,rpe\n";
  static final String STRONG_HEADER =
      "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE\n";

  private Exports() {}

  static ImportedLog fixture(String name) {
    return fixture(name, null);
  }

  static ImportedLog fixture(String name, Unit unit) {
    return bytes(fixtureBytes(name), PLAIN.withUnit(unit));
  }

  static byte[] fixtureBytes(String name) {
    try (InputStream in = Exports.class.getResourceAsStream("/imports/" + name)) {
      return in.readAllBytes();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public static ImportedLog text(String text) {
    return text(text, null);
  }

  public static ImportedLog text(String text, Unit unit) {
    return bytes(text.getBytes(StandardCharsets.UTF_8), PLAIN.withUnit(unit));
  }

  static ImportedLog bytes(byte[] bytes, ReadOptions options) {
    try {
      return LogReader.read(
          new ByteArrayInputStream(bytes), bytes.length, options, ReadProgress.NONE);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static Stream<ImportedSet> sets(ImportedLog log) {
    return log.sessions().stream()
        .flatMap(session -> session.exercises().stream())
        .flatMap(exercise -> exercise.sets().stream());
  }

  static long reps(ImportedLog log) {
    return sets(log).mapToLong(ImportedSet::reps).sum();
  }

  /** Grams times reps over all sets. */
  static long volume(ImportedLog log) {
    return sets(log)
        .mapToLong(set -> set.weightGrams() == null ? 0 : (long) set.weightGrams() * set.reps())
        .sum();
  }

  static List<String> exerciseNames(ImportedSession session) {
    return session.exercises().stream().map(ImportedExercise::name).toList();
  }

  static List<String> faults(ImportedLog log) {
    return log.faults().stream().map(RowFault::toString).toList();
  }
}
