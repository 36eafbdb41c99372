package coach.db;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What {@code coach.begin_call} says about the caller, so that no tool needs a second trip for it.
 *
 * @param unit {@code kg} or {@code lb}, the unit of every weight in an answer
 * @param zone the lifter's time zone, which decides what "today" and "this week" mean
 * @param now the database's clock at the call
 * @param today the lifter's local date at the call
 * @param maxHistoryDays the furthest look-back the lifter allows, 30 to 365
 * @param includeNotes whether the lifter's notes may be shown
 * @param quotaLimit calls allowed per hour, 0 for no limit
 * @param quotaLeft calls left this hour after this one; -1 for no limit
 * @param settings the whole {@code app_user.data.mcp_settings} object
 * @param openViews views of the workout app that show private exercises and plan days to others,
 *     because the database's owner has declined to change them
 */
public record CallContext(
    String unit,
    ZoneId zone,
    Instant now,
    LocalDate today,
    int maxHistoryDays,
    boolean includeNotes,
    int quotaLimit,
    int quotaLeft,
    JsonNode settings,
    List<String> openViews) {

  /** Every road brings the same JSON. */
  static CallContext read(JsonNode json) {
    JsonNode settings = json.get("settings");
    String unit = settings.path("unit").asText("kg");
    return new CallContext(
        unit.equals("lb") ? "lb" : "kg",
        zone(json.get("time_zone").asText()),
        OffsetDateTime.parse(json.get("now").asText()).toInstant(),
        LocalDate.parse(json.get("today").asText()),
        json.get("max_history_days").asInt(),
        !settings.path("include_notes").asText().equals("false"),
        json.get("quota_limit").asInt(),
        json.get("quota_left").asInt(),
        settings,
        json.path("open_views").isTextual()
            ? List.of(json.get("open_views").textValue().split(","))
            : List.of());
  }

  /** PostgreSQL takes any case, and its list of zones may be newer than the JDK's. */
  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException otherwiseSpelt) {
      return ZoneId.getAvailableZoneIds().stream()
          .filter(name::equalsIgnoreCase)
          .findFirst()
          .map(ZoneId::of)
          .orElse(ZoneOffset.UTC);
    }
  }
}
