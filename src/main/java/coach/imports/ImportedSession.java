package coach.imports;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
 * @param identity what tells it from the other workouts of its source: its start minute or day, or
 *     the id that coach gave it
 * @param own what only coach's own export says; null in files of others
 */
public record ImportedSession(
    String title,
    LocalDateTime startedAt,
    boolean timeKnown,
    LocalDateTime endedAt,
    String note,
    List<ImportedExercise> exercises,
    String identity,
    Own own) {
  private static final Pattern DELOAD_TITLE = Pattern.compile("(?i)\\bde-?load\\b");
  private static final Pattern DELOAD_NOTE = Pattern.compile("(?im)^\\s*de-?load\\b");

  /**
   * What coach's own export says of a workout, beside what other files say.
   *
   * @param id under which it was exported; "" for a row that was added by hand
   * @param check the beginning of its fingerprint when it was exported; "" as the id
   * @param zone the zone of its times; null when not said
   * @param deload whether it counts as one, whatever its title says
   * @param timeKnown false when only the day is known
   */
  public record Own(String id, String check, ZoneId zone, boolean deload, boolean timeKnown) {}

  /** How much of a fingerprint an export carries. */
  public static final int CHECK = 12;

  public ImportedSession {
    exercises = List.copyOf(exercises);
  }

  /** Whether the title calls it a deload, or a line of the note begins so ("need a deload" not). */
  public boolean isDeload() {
    return own != null ? own.deload() : saysDeload();
  }

  private boolean saysDeload() {
    return DELOAD_TITLE.matcher(title).find() || note != null && DELOAD_NOTE.matcher(note).find();
  }

  /** Whether nothing in coach's own export was edited since it was written. */
  public boolean isUnchanged() {
    return own != null && !own.check().isEmpty() && fingerprint().startsWith(own.check());
  }

  /**
   * SHA-256 (hex) of everything that is stored of it, so that whatever was corrected in a file
   * makes another one. Line numbers are left out, and no weight counts as 0.
   */
  public String fingerprint() {
    StringBuilder content = new StringBuilder(key());
    content.append('\n').append(startedAt).append(' ').append(endedAt).append(' ').append(note);
    if (own != null) {
      content.append(' ').append(own.zone()).append(own.deload()).append(timeKnown);
    }
    for (ImportedExercise exercise : exercises) {
      content.append('\n').append(Labels.normalize(exercise.name()));
      content.append(' ').append(exercise.supersetGroup()).append(' ').append(exercise.note());
      exercise.sets().forEach(set -> content.append('\t').append(set.content()));
    }
    return sha256(content.toString());
  }

  /**
   * Identity and normalized title: the same for a session whose sets were edited between two
   * exports, so equal keys with different fingerprints mean a changed session, not a new one.
   */
  public String key() {
    return identity + " " + Labels.normalize(title);
  }

  /** Each exercise as {@code label|grams|reps,reps}, by which a workout that was moved is known. */
  public List<String> outline() {
    return exercises.stream().map(ImportedSession::outline).toList();
  }

  private static String outline(ImportedExercise exercise) {
    int heaviest = exercise.sets().stream().mapToInt(ImportedSet::grams).max().orElse(0);
    return exercise.sets().stream()
        .map(set -> String.valueOf(set.reps()))
        .collect(
            Collectors.joining(
                ",", Labels.normalize(exercise.name()) + "|" + Math.max(0, heaviest) + "|", ""));
  }

  /** Local; the start where no end is known. */
  public LocalDateTime lastKnown() {
    return endedAt == null ? startedAt : endedAt;
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
