package coach.imports;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes an export of any size and adds up, while writing, what a reader must find in it.
 *
 * @param quarters weight × reps over all sets, in quarters of the file's unit
 */
public record LargeExport(int sessions, int sets, long reps, long quarters) {
  private static final int EXERCISES = 5;
  private static final int SETS = 4;
  private static final DateTimeFormatter STRONG_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter HEVY_TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);
  private static final String[] NAMES = {
    "Squat (Barbell)",
    "Bench Press (Barbell)",
    "Bent Over Row (Barbell)",
    "Lateral Raise (Dumbbell)",
    "Triceps Pushdown (Cable - Straight Bar)"
  };

  /** One line of the file, for the format at hand. */
  private record Line(
      LocalDateTime start, int session, String exercise, int set, String weight, int reps) {}

  public static LargeExport write(Path file, Format format, int sets, String note)
      throws IOException {
    int sessions = sets / (EXERCISES * SETS);
    long reps = 0;
    long quarters = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(header(format));
      for (int index = 0; index < sessions * EXERCISES * SETS; index++) {
        int session = index / (EXERCISES * SETS);
        int quarter = 80 + (index * 7 + session) % 400;
        int count = 3 + index % 10;
        LocalDateTime start = LocalDateTime.of(1960, 1, 1, 18, 0).plusDays(session);
        String name = NAMES[index / SETS % EXERCISES];
        String weight = quarter / 4 + "." + (quarter % 4 * 25);
        out.write(line(format, new Line(start, session, name, index % SETS, weight, count), note));
        reps += count;
        quarters += (long) quarter * count;
      }
    }
    return new LargeExport(sessions, sessions * EXERCISES * SETS, reps, quarters);
  }

  private static String header(Format format) {
    return switch (format) {
      case STRONG ->
          "Workout #;Date;Workout Name;Duration (sec);Exercise Name;Set Order;Weight (kg);Reps;RPE;Distance (meters);Seconds;Notes;Workout Notes\n";
      case HEVY -> Exports.HEVY_HEADER;
      case FITNOTES ->
          "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment\n\n";
      default -> throw new IllegalArgumentException(format.label());
    };
  }

  private static String line(Format format, Line line, String note) {
    return switch (format) {
      case STRONG ->
          "\"%d\";\"%s\";\"Full Body\";\"3600\";\"%s\";\"%d\";\"%s\";\"%d\";\"8\";\"\";\"\";\"%s\";\"\"\n"
              .formatted(
                  line.session + 1,
                  STRONG_TIME.format(line.start),
                  line.exercise,
                  line.set + 1,
                  line.weight.replace('.', ','),
                  line.reps,
                  note);
      case HEVY ->
          "\"Full Body\",\"%s\",\"%s\",\"\",\"%s\",,\"%s\",%d,\"normal\",%s,%d,,,8.5\n"
              .formatted(
                  HEVY_TIME.format(line.start),
                  HEVY_TIME.format(line.start.plusHours(1)),
                  line.exercise,
                  note,
                  line.set,
                  line.weight,
                  line.reps);
      case FITNOTES ->
          "%s,%s,Any,%s,kgs,%d,,,,%s\n"
              .formatted(line.start.toLocalDate(), line.exercise, line.weight, line.reps, note);
      default -> throw new IllegalArgumentException(format.label());
    };
  }
}
