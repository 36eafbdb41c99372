package coach.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Spoils messages, first as JSON and then as bytes. */
final class Mutator {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final byte[][] POISON = {
    {(byte) 0xC3, 0x28},
    {(byte) 0xFF},
    {(byte) 0xC0, (byte) 0x80},
    {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
    {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
    {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
    {0},
  };

  /** Beyond this coach ends the connection rather than read what it has refused. */
  private static final int MOST_BYTES = 8 << 20;

  private final Chance chance;

  Mutator(Chance chance) {
    this.chance = chance;
  }

  /** Changes one place of a message's tree. */
  void spoil(ObjectNode message) {
    if (chance.onceIn(12) && message.get("params") instanceof ObjectNode params) {
      answerUnasked(params);
      return;
    }
    List<ContainerNode<?>> places = new ArrayList<>();
    collect(message, places);
    ContainerNode<?> place = chance.of(places);
    if (place instanceof ObjectNode object) {
      spoilMember(object);
    } else if (place instanceof ArrayNode array) {
      if (array.isEmpty() || chance.onceIn(2)) {
        array.add(strange());
      } else {
        array.set(chance.below(array.size()), strange());
      }
    }
  }

  /** Brings answers to a question that was never put. */
  private void answerUnasked(ObjectNode params) {
    if (chance.onceIn(2)) {
      params.set("requestState", strange());
    }
    if (chance.onceIn(3)) {
      params.set("inputResponses", strange());
    } else {
      ObjectNode answer = params.putObject("inputResponses").putObject("confirm");
      answer.put("action", "accept").set("content", strange());
    }
  }

  private void spoilMember(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty() || chance.onceIn(5)) {
      object.set(chance.text(), strange());
      return;
    }
    String name = chance.of(names);
    switch (chance.below(4)) {
      case 0 -> object.remove(name);
      case 1 ->
          object.set(
              chance.onceIn(2) ? name.toUpperCase(java.util.Locale.ROOT) : name + "s",
              object.remove(name));
      default -> object.set(name, strange());
    }
  }

  private JsonNode strange() {
    return chance.onceIn(2)
        ? NODES.textNode(chance.text())
        : NODES.rawValueNode(new RawValue(chance.value()));
  }

  private static void collect(JsonNode node, List<ContainerNode<?>> places) {
    if (node instanceof ContainerNode<?> container) {
      places.add(container);
      container.forEach(child -> collect(child, places));
    }
  }

  /** Changes the bytes of a message. */
  byte[] spoil(byte[] message) {
    return switch (chance.below(12)) {
      case 0 -> Arrays.copyOf(message, chance.below(message.length + 1));
      case 1 -> flipped(message);
      case 2, 3 -> inserted(message, POISON[chance.below(POISON.length)]);
      case 4 -> inserted(message, chance.value().getBytes(StandardCharsets.UTF_8));
      case 5 ->
          text(message)
              .replaceFirst("\\{", "{\"jsonrpc\":\"2.0\",")
              .getBytes(StandardCharsets.UTF_8);
      case 6 -> text(message).getBytes(Charset.forName(chance.onceIn(2) ? "UTF-16" : "UTF-16LE"));
      case 7 -> joined(message, 2, "", "", "");
      case 8 -> joined(message, chance.below(40), "[", ",", "]");
      case 9 ->
          chance.onceIn(10) ? joined(message, 90 + chance.below(500), "[", ",", "]") : new byte[0];
      case 10 -> chance.bytes(1 + chance.below(100));
      default ->
          chance.onceIn(25)
              ? large(message)
              : inserted(message, " \t\r ".getBytes(StandardCharsets.UTF_8));
    };
  }

  private static String text(byte[] message) {
    return new String(message, StandardCharsets.UTF_8);
  }

  private byte[] flipped(byte[] message) {
    byte[] copy = message.clone();
    if (copy.length > 0) {
      copy[chance.below(copy.length)] ^= (byte) (1 << chance.below(8));
    }
    return copy;
  }

  private byte[] inserted(byte[] message, byte[] piece) {
    int place = chance.onceIn(3) ? 0 : chance.below(message.length + 1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(message, 0, place);
    bytes.writeBytes(piece);
    bytes.write(message, place, message.length - place);
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[] message, int times, String open, String comma, String close) {
    String text = text(message);
    int fitting = Math.min(times, MOST_BYTES / (message.length + 1));
    return (open + String.join(comma, java.util.Collections.nCopies(fitting, text)) + close)
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] large(byte[] message) {
    return inserted(
        message, " ".repeat((1 << 20) + chance.below(1 << 20)).getBytes(StandardCharsets.UTF_8));
  }
}
