package coach.db;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What one statement file answered.
 *
 * @param context the caller's settings and quota, counted and read in the same round trip
 * @param data an array for {@code returns: many}; an object or JSON null for {@code returns: one}
 *     and {@code returns: json}
 */
public record Answer(CallContext context, JsonNode data) {}
