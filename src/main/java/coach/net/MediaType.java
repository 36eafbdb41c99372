package coach.net;

import java.util.Locale;

/** What a body is said to be, whatever else a Content-Type header holds. */
public final class MediaType {
  public static final String FORM = "application/x-www-form-urlencoded";
  public static final String JSON = "application/json";

  private MediaType() {}

  /** The type alone, in small letters; empty where the header is missing or names none. */
  public static String of(String contentType) {
    if (contentType == null) {
      return "";
    }
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }
}
