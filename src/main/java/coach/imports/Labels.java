package coach.imports;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes names of exercises the way {@code coach.exercise_label} keeps them. */
public final class Labels {
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern PLURAL =
      Pattern.compile("([\\p{L}\\p{N}]{2,}[\\p{L}\\p{N}&&[^s]])s(?= |$)");

  private Labels() {}

  /**
   * Lower case, accents removed, every run of anything but letters and digits one space, trimmed; a
   * word of more than three letters that ends in s, but not in ss, loses it.
   *
   * <p>Like PostgreSQL's {@code unaccent}, this also unfolds the letters that are no accented ones:
   * ß, æ, œ, ø, ł, đ, ı.
   */
  public static String normalize(String label) {
    String plain = Normalizer.normalize(label, Normalizer.Form.NFD);
    String lower = unfold(ACCENTS.matcher(plain).replaceAll("").toLowerCase(Locale.ROOT));
    // Turkish İ loses its dot only after it became a small letter.
    String spaced = BETWEEN.matcher(ACCENTS.matcher(lower).replaceAll("")).replaceAll(" ").strip();
    return PLURAL.matcher(spaced).replaceAll("$1");
  }

  private static String unfold(String lower) {
    return lower
        .replace("ß", "ss")
        .replace("æ", "ae")
        .replace("œ", "oe")
        .replace('ø', 'o')
        .replace('ł', 'l')
        .replace('đ', 'd')
        .replace('ı', 'i');
  }
}
