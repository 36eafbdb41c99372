package coach.tools;

import coach.Shown;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Turns what a caller sent into values of their kinds, or says in one sentence what to send
 * instead. Numbers, flags and lists that arrive as strings are taken, and one value where a list is
 * expected: many clients send them so.
 */
final class Validation {
  /** The end of a note that was longer than its limit: the lifter's words are never refused. */
  static final String CUT = "… (cut)";

  private static final int SHOWN = 60;

  private Validation() {}

  static ObjectNode object(String path, List<Param> params, JsonNode sent) {
    JsonNode object = sent.isTextual() ? parsed(sent) : sent;
    if (!object.isObject()) {
      throw wrong(path.isEmpty() ? "arguments" : path, sent, "Send an object of named values.");
    }
    refuseUnknown(path, params, object);
    ObjectNode values = Json.object();
    for (Param param : params) {
      values.set(param.name(), field(join(path, param.name()), param, object.get(param.name())));
    }
    return values;
  }

  private static void refuseUnknown(String path, List<Param> params, JsonNode object) {
    List<String> known = params.stream().map(Param::name).toList();
    for (var sent : object.properties()) {
      if (!known.contains(sent.getKey())) {
        throw new ToolError(
            "%s is not a known argument. Send %s."
                .formatted(
                    shorten(join(path, sent.getKey())),
                    known.isEmpty() ? "none" : "only " + String.join(", ", known)));
      }
    }
  }

  private static JsonNode field(String path, Param param, JsonNode sent) {
    boolean absent =
        sent == null || sent.isNull() || (sent.isTextual() && sent.textValue().isBlank());
    if (!absent) {
      return value(path, param, sent);
    }
    ToolError.when(param.mandatory(), "%s is missing. Send %s", path, expected(param));
    return param.fallback() == null ? NullNode.getInstance() : param.fallback();
  }

  private static JsonNode value(String path, Param param, JsonNode sent) {
    return switch (param.kind()) {
      case TEXT -> text(path, param, sent);
      case INTEGER, NUMBER -> number(path, param, sent);
      case FLAG -> flag(path, param, sent);
      case DATE -> date(path, param, sent);
      case LIST -> list(path, param, sent);
      case OBJECT -> object(path, param.fields(), sent);
    };
  }

  private static JsonNode text(String path, Param param, JsonNode sent) {
    if (!sent.isValueNode()) {
      throw wrong(path, sent, "Send " + expected(param));
    }
    String text = sent.asText().strip();
    if (!param.choices().isEmpty()) {
      return choice(path, param, sent, text);
    }
    int length = text.codePointCount(0, text.length());
    if (param.name().equals("note") && length > param.max()) {
      int end = text.offsetByCodePoints(0, param.max().intValue() - CUT.length());
      text = text.substring(0, end) + CUT;
      length = 0;
    }
    ToolError.when(
        length > param.max(),
        "%s has %d characters. Send at most %d.",
        path,
        length,
        param.max().intValue());
    // PostgreSQL has no way to store this one character.
    ToolError.when(text.indexOf('\0') >= 0, "%s contains a null character. Send it without.", path);
    return TextNode.valueOf(text);
  }

  private static JsonNode choice(String path, Param param, JsonNode sent, String text) {
    return param.choices().stream()
        .filter(choice -> choice.equalsIgnoreCase(text))
        .findFirst()
        .map(TextNode::valueOf)
        .orElseThrow(() -> wrong(path, sent, "Send " + expected(param)));
  }

  private static JsonNode number(String path, Param param, JsonNode sent) {
    BigDecimal number = decimal(path, param, sent);
    double value = number.doubleValue();
    boolean whole = number.stripTrailingZeros().scale() <= 0;
    boolean refused = param.kind() == Param.Kind.INTEGER && !whole;
    if (refused || value < param.min() || value > param.max()) {
      throw wrong(path, sent, "Send " + expected(param));
    }
    return param.kind() == Param.Kind.INTEGER
        ? LongNode.valueOf(number.longValue())
        : DoubleNode.valueOf(value);
  }

  private static BigDecimal decimal(String path, Param param, JsonNode sent) {
    try {
      // Bounded before parsing: the cost of a decimal grows with its digits and its exponent.
      String text = sent.isNumber() || sent.isTextual() ? sent.asText().strip() : "";
      if (text.length() <= 32) {
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) <= 100) {
          return number;
        }
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the same sentence as every other value that is no number.
    }
    throw wrong(path, sent, "Send " + expected(param));
  }

  private static JsonNode flag(String path, Param param, JsonNode sent) {
    String text =
        sent.isValueNode() ? sent.asText().strip().toLowerCase(java.util.Locale.ROOT) : "";
    return switch (text) {
      case "true" -> BooleanNode.TRUE;
      case "false" -> BooleanNode.FALSE;
      default -> throw wrong(path, sent, "Send " + expected(param));
    };
  }

  private static JsonNode date(String path, Param param, JsonNode sent) {
    try {
      LocalDate date = LocalDate.parse(sent.isTextual() ? sent.textValue().strip() : "");
      if (date.getYear() < 1950 || date.getYear() > 9999) {
        throw wrong(path, sent, "Send a date from 1950-01-01 on.");
      }
      return TextNode.valueOf(date.toString());
    } catch (DateTimeParseException notADate) {
      throw wrong(path, sent, "Send " + expected(param));
    }
  }

  private static JsonNode list(String path, Param param, JsonNode sent) {
    JsonNode list = elements(path, param, sent);
    ToolError.when(
        list.size() > param.max() || list.size() < param.min(),
        "%s has %d elements. Send %s",
        path,
        list.size(),
        expected(param));
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    Param element = param.fields().get(0);
    for (int index = 0; index < list.size(); index++) {
      String place = "%s[%d]".formatted(path, index);
      if (list.get(index).isNull()) {
        throw wrong(place, list.get(index), "Send " + expected(element));
      }
      values.add(value(place, element, list.get(index)));
    }
    return values;
  }

  private static JsonNode elements(String path, Param param, JsonNode sent) {
    JsonNode list = sent.isTextual() ? parsed(sent) : sent;
    if (list.isArray()) {
      return list;
    }
    boolean ofObjects = param.fields().get(0).kind() == Param.Kind.OBJECT;
    // A text that happens to be JSON, such as a number, is the text that was sent.
    JsonNode one = ofObjects ? list : sent;
    if (one.isObject() != ofObjects) {
      throw wrong(path, sent, "Send " + expected(param));
    }
    return JsonNodeFactory.instance.arrayNode().add(one);
  }

  private static JsonNode parsed(JsonNode text) {
    try {
      JsonNode parsed = Json.MAPPER.readTree(text.textValue());
      return parsed == null ? text : parsed;
    } catch (JsonProcessingException notJson) {
      return text;
    }
  }

  /** What to send, as the end of a sentence. */
  private static String expected(Param param) {
    if (!param.choices().isEmpty()) {
      return "one of " + String.join(", ", param.choices()) + ".";
    }
    return switch (param.kind()) {
      case TEXT -> "a text of at most %d characters.".formatted(param.max().intValue());
      case INTEGER ->
          "a whole number from %s to %s.".formatted(plain(param.min()), plain(param.max()));
      case NUMBER -> "a number from %s to %s.".formatted(plain(param.min()), plain(param.max()));
      case FLAG -> "true or false.";
      case DATE -> "a date like 2026-01-31.";
      case LIST -> "a list of %s to %s elements.".formatted(plain(param.min()), plain(param.max()));
      case OBJECT ->
          param.fields().stream()
              .map(Param::name)
              .collect(Collectors.joining(", ", "an object with ", "."));
    };
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static ToolError wrong(String path, JsonNode sent, String remedy) {
    return new ToolError("%s is %s. %s".formatted(path, shorten(sent.toString()), remedy));
  }

  private static String shorten(String text) {
    int end = text.offsetByCodePoints(0, Math.min(SHOWN, text.codePointCount(0, text.length())));
    return Shown.line(text.substring(0, end)) + (end < text.length() ? "…" : "");
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
