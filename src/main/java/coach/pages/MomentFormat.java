package coach.pages;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Shows moments in the lifter's own time zone. */
record MomentFormat(ZoneId zone) {
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);

  /**
   * @param zone as IANA names it; null or an unknown one is UTC
   */
  static MomentFormat in(String zone) {
    try {
      return new MomentFormat(zone == null ? ZoneOffset.UTC : ZoneId.of(zone));
    } catch (DateTimeException unknown) {
      return new MomentFormat(ZoneOffset.UTC);
    }
  }

  /**
   * @param moment as PostgreSQL writes it into JSON
   */
  Html show(String moment) {
    OffsetDateTime at = OffsetDateTime.parse(moment);
    return Html.of(
        "<time datetime=\"{}\">{}</time>",
        at.toInstant(),
        SHOWN.format(at.atZoneSameInstant(zone)));
  }

  /** What the reader must know about the moments of a page. */
  String words() {
    return zone.equals(ZoneOffset.UTC) ? "Times are UTC." : "Times are of " + zone.getId() + ".";
  }
}
