package coach.db;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Reads what {@code coach.begin_call} answers; both roads to the database bring the same JSON. */
final class CallContexts {
  private CallContexts() {}

  static CallContext read(JsonNode json) {
    JsonNode settings = json.get("settings");
    String unit = settings.path("unit").asText("kg");
    return new CallContext(
        unit.equals("lb") ? "lb" : "kg",
        zone(json.get("time_zone").asText()),
        instant(json.get("now").asText()),
        LocalDate.parse(json.get("today").asText()),
        json.get("max_history_days").asInt(),
        !settings.path("include_notes").asText().equals("false"),
        json.get("quota_limit").asInt(),
        json.get("quota_left").asInt(),
        settings,
        json.path("schema_version").asText(""));
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

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
