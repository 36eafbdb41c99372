package coach.imports;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One workout of an export, in local time because no export names its zone.
 *
 * @param title as the app shows it, 1 to 200 characters; a stand-in such as "Hevy workout" where
 *     the file has none
 * @param startedAt local time; noon where the file gives only the date, so that the day survives a
 *     change of zone
 * @param timeKnown false when the file gives only the date
 * @param endedAt null when unknown
 * @param note null when none, else up to 10 000 characters
 * @param exercises at least one, in the order of the file
 */
public record ImportedSession(
    String title,
    LocalDateTime startedAt,
    boolean timeKnown,
    LocalDateTime endedAt,
    String note,
    List<ImportedExercise> exercises) {
  private static final Pattern DELOAD_TITLE = Pattern.compile("(?i)\\bde-?load\\b");
  private static final Pattern DELOAD_NOTE = Pattern.compile("(?im)^\\s*de-?load\\b");

  public ImportedSession {
    exercises = List.copyOf(exercises);
  }

  /** Whether the title calls it a deload, or a line of the note begins so ("need a deload" not). */
  public boolean isDeload() {
    return DELOAD_TITLE.matcher(title).find() || note != null && DELOAD_NOTE.matcher(note).find();
  }

  /**
   * SHA-256 (hex) of what was lifted: start minute, title, exercise names, and of each set its
   * type, grams and reps, time and distance. Line numbers, notes, RPE and rest are left out, so a
   * repaired note or a newer shape of the same export is still the same session; no weight counts
   * as 0.
   */
  public String fingerprint() {
    StringBuilder content = new StringBuilder(key());
    for (ImportedExercise exercise : exercises) {
      content.append('\n').append(Labels.normalize(exercise.name()));
      for (ImportedSet set : exercise.sets()) {
        content.append('\t').append(set.type().databaseName());
        content.append(' ').append(set.grams()).append('x').append(set.reps());
        if (set.duration() != null || set.distanceMeters() != null) {
          content.append(' ').append(set.duration()).append(' ').append(set.distanceMeters());
        }
      }
    }
    return sha256(content.toString());
  }

  /**
   * Start minute and normalized title: the same for a session whose sets were edited between two
   * exports, so equal keys with different fingerprints mean a changed session, not a new one.
   */
  public String key() {
    return startedAt.truncatedTo(ChronoUnit.MINUTES) + " " + Labels.normalize(title);
  }

  private static String sha256(String content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java runtime has SHA-256", missing);
    }
  }
}
