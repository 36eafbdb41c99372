package coach.imports;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes names of exercises the way {@code coach.normalize_label} writes them in the database. */
public final class Labels {
  private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]+");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern LONG_PLURAL = Pattern.compile("(ch|sh|ss|x)es(?= |$)");
  private static final Pattern PLURAL =
      Pattern.compile("([\\p{L}\\p{N}][\\p{L}\\p{N}&&[^s]])s(?= |$)");

  /** Characters of a label, before it is taken apart and after: that makes up to 18 of one. */
  private static final int MOST = 400;

  private Labels() {}

  /**
   * Lower case, accents removed, every run of anything but letters and digits one space, trimmed; a
   * word of three letters or more that ends in s, but not in ss, loses it, and after ch, sh, ss or
   * x also its e.
   */
  public static String normalize(String label) {
    String decomposed = cut(Normalizer.normalize(cut(label), Normalizer.Form.NFKD));
    String folded = decomposed.toLowerCase(Locale.ROOT);
    String plain = ACCENTS.matcher(folded).replaceAll("");
    String spaced = BETWEEN.matcher(plain).replaceAll(" ").strip();
    String shorter = LONG_PLURAL.matcher(spaced).replaceAll("$1");
    return PLURAL.matcher(shorter).replaceAll("$1");
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= MOST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MOST));
  }
}
