package coach.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The lists of what is offered, rendered once, when they are first asked for, and handed out in
 * pages: the SDK ignores cursors and keeps some of its lists in no order.
 */
final class Listings {
  /** A list's method, its member in the result, and what tells its entries apart. */
  enum Kind {
    TOOLS(Method.LIST_TOOLS, "tools", "name"),
    RESOURCES(Method.LIST_RESOURCES, "resources", "uri"),
    TEMPLATES(Method.LIST_TEMPLATES, "resourceTemplates", "uriTemplate"),
    PROMPTS(Method.LIST_PROMPTS, "prompts", "name");

    final Method method;
    final String member;
    final String key;

    Kind(Method method, String member, String key) {
      this.method = method;
      this.member = member;
      this.key = key;
    }
  }

  private final Map<Kind, List<JsonNode>> entries = new ConcurrentHashMap<>();
  private final Map<Kind, List<JsonNode>> withoutViews = new ConcurrentHashMap<>();
  private final int pageSize;
  private final Function<Method, JsonNode> source;
  private final Function<Kind, List<String>> order;

  /**
   * @param pageSize most entries of one answer, at least 1
   * @param source answers a list method with the whole list
   * @param order the keys of a list in the order in which to show them
   */
  Listings(int pageSize, Function<Method, JsonNode> source, Function<Kind, List<String>> order) {
    this.pageSize = pageSize;
    this.source = source;
    this.order = order;
  }

  private List<JsonNode> entries(Kind kind) {
    return entries.computeIfAbsent(kind, this::read);
  }

  private List<JsonNode> withoutViews(Kind kind) {
    return withoutViews.computeIfAbsent(kind, wanted -> Views.leftOut(entries(wanted)));
  }

  private List<JsonNode> read(Kind kind) {
    List<String> keys = order.apply(kind);
    List<JsonNode> list = new ArrayList<>();
    source.apply(kind.method).path(kind.member).forEach(list::add);
    list.sort(Comparator.comparingInt(entry -> keys.indexOf(entry.get(kind.key).textValue())));
    return list;
  }

  /**
   * One page. Throws {@link Refusal} for a cursor that this list never gave out.
   *
   * @param views whether the client is told of pages to show
   * @param visible which entries are shown at all
   */
  ObjectNode page(Kind kind, JsonNode cursor, boolean views, Predicate<JsonNode> visible) {
    List<JsonNode> list = views ? entries(kind) : withoutViews(kind);
    List<JsonNode> rest =
        list.subList(start(kind, list, cursor), list.size()).stream().filter(visible).toList();
    ObjectNode page = Wire.object();
    ArrayNode shown = page.putArray(kind.member);
    rest.stream().limit(pageSize).forEach(shown::add);
    if (rest.size() > pageSize) {
      page.put("nextCursor", cursor(kind, rest.get(pageSize - 1)));
    }
    return page;
  }

  private static int start(Kind kind, List<JsonNode> list, JsonNode cursor) {
    // The empty cursor is how some clients say that they have none.
    if (cursor == null || cursor.isNull() || (cursor.isTextual() && cursor.textValue().isEmpty())) {
      return 0;
    }
    for (int index = 0; index < list.size() - 1; index++) {
      if (cursor(kind, list.get(index)).equals(cursor.textValue())) {
        return index + 1;
      }
    }
    throw Refusal.of(
        Refusal.INVALID_PARAMS,
        "params.cursor is %s, which %s never gave out. Send a nextCursor as it came, or none."
            .formatted(Wire.quoted(cursor.asText()), kind.method.wire));
  }

  /** Whether a list is not the same for every client. */
  boolean varies(Kind kind) {
    return !entries(kind).equals(withoutViews(kind));
  }

  /** Names the last entry shown, so that it holds on every instance and when the list grows. */
  private static String cursor(Kind kind, JsonNode last) {
    String place = kind.member + " " + last.get(kind.key).textValue();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Wire.utf8(place));
  }
}
