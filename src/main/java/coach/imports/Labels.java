package coach.imports;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes names of exercises the way {@code coach.normalize_label} writes them in the database. */
public final class Labels {
  private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]+");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern PLURAL =
      Pattern.compile("([\\p{L}\\p{N}]{2}[\\p{L}\\p{N}&&[^s]])s(?= |$)");

  private Labels() {}

  /**
   * Lower case, accents removed, every run of anything but letters and digits one space, trimmed; a
   * word of more than three letters that ends in s, but not in ss, loses it.
   */
  public static String normalize(String label) {
    String folded = Normalizer.normalize(label, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    String plain = ACCENTS.matcher(folded).replaceAll("");
    String spaced = BETWEEN.matcher(plain).replaceAll(" ").strip();
    return PLURAL.matcher(spaced).replaceAll("$1");
  }
}
