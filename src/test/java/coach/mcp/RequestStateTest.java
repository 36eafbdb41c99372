package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.Measures;
import coach.db.Cancellation;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A state is worth something only to whom, for what and as long as it was sealed. */
@Tag("runtime")
class RequestStateTest {
  private static final String PARAMS =
      "{\"name\":\"drop\",\"arguments\":{\"id\":7,\"text\":\"ä\",\"deep\":{\"a\":[1,2.50],\"b\":null}}}";
  private static final Caller ANN = Caller.local(UUID.randomUUID());
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final byte[] SECRET =
      "a secret of at least 32 characters".getBytes(StandardCharsets.UTF_8);

  private final RequestState states = at(NOON);

  private static RequestState at(Instant moment) {
    return new RequestState(() -> SECRET, Clock.fixed(moment, ZoneOffset.UTC));
  }

  private static Exchange exchange(Caller caller, Method method, String params, String state) {
    ObjectNode read = (ObjectNode) Wire.read(Wire.utf8(params));
    if (state != null) {
      read.put("requestState", state);
      read.putObject("inputResponses").putObject("sure").put("action", "accept");
      read.putObject("_meta").put("of", "this round");
    }
    return new Exchange(
        caller, Era.MODERN, method, read, "r1", new Cancellation(), message -> {}, Measures.NONE);
  }

  private static Exchange asked() {
    return exchange(ANN, Method.CALL_TOOL, PARAMS, null);
  }

  private static Exchange again(String state) {
    return exchange(ANN, Method.CALL_TOOL, PARAMS, state);
  }

  private static ObjectNode payload() {
    return Wire.object().put("step", 1).put("note", "größer");
  }

  private static String refusal(RequestState states, Exchange exchange) {
    Refusal refusal = assertThrows(Refusal.class, () -> states.open(exchange));
    assertEquals(Refusal.INVALID_PARAMS, refusal.code());
    assertEquals(200, refusal.details().status());
    return refusal.sentence();
  }

  @Test
  void whatWasSealedComesBack() {
    assertEquals(payload(), states.open(again(states.seal(asked(), payload()))).payload());
  }

  @Test
  void aCallThatBringsNoStateBegins() {
    assertNull(states.open(asked()));
  }

  @Test
  void everyStateHasANonceAndKeepsIt() {
    String first = states.seal(asked(), payload());
    String second = states.seal(asked(), payload());
    assertEquals(states.open(again(first)).nonce(), states.open(again(first)).nonce());
    assertNotEquals(states.open(again(first)).nonce(), states.open(again(second)).nonce());
  }

  @Test
  void noByteCanBeAltered() {
    byte[] state = Base64.getUrlDecoder().decode(states.seal(asked(), payload()));
    for (int place = 0; place < state.length; place++) {
      for (int bit : new int[] {1, 0x80}) {
        byte[] altered = state.clone();
        altered[place] ^= (byte) bit;
        refusal(states, again(text(altered)));
      }
    }
  }

  @Test
  void nothingCanBeCutOffOrAdded() {
    byte[] state = Base64.getUrlDecoder().decode(states.seal(asked(), payload()));
    for (int length = 0; length < state.length; length++) {
      refusal(states, again(text(Arrays.copyOf(state, length))));
      refusal(states, again(text(Arrays.copyOfRange(state, state.length - length, state.length))));
    }
    refusal(states, again(text(Arrays.copyOf(state, state.length + 1))));
  }

  @Test
  void aStateHasOneSpelling() {
    String state = states.seal(asked(), payload());
    byte[] bytes = Base64.getUrlDecoder().decode(state);
    refusal(states, again(Base64.getUrlEncoder().encodeToString(Arrays.copyOf(bytes, 100)) + "="));
    int other = 0;
    for (char last = 'A'; last <= 'Z'; last++) {
      String spelled = state.substring(0, state.length() - 1) + last;
      if (!spelled.equals(state)) {
        refusal(states, again(spelled));
        other++;
      }
    }
    assertTrue(other >= 25);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "not base64!", "{}", "AAAA", "ä", "\u0000"})
  void whatIsNoStateIsRefused(String state) {
    assertTrue(refusal(states, again(state)).contains("not what coach sent"));
  }

  @Test
  void anOverlongStateIsNotEvenRead() {
    Supplier<byte[]> untouched =
        () -> {
          throw new AssertionError("the secret was fetched for nothing");
        };
    RequestState lazy = new RequestState(untouched, Clock.systemUTC());
    refusal(lazy, again("A".repeat(RequestState.MOST_CHARACTERS + 1)));
    assertThrows(AssertionError.class, () -> lazy.open(again("A".repeat(4_000))));
  }

  @Test
  void nothingIsSealedThatWouldNotBeTakenBack() {
    ObjectNode large = Wire.object().put("text", "x".repeat(RequestState.MOST_CHARACTERS));
    assertThrows(IllegalStateException.class, () -> states.seal(asked(), large));
  }

  @Test
  void aStateIsOfOnePerson() {
    String state = states.seal(asked(), payload());
    Caller other = Caller.local(UUID.randomUUID());
    refusal(states, exchange(other, Method.CALL_TOOL, PARAMS, state));
    refusal(states, exchange(ANN.owning(other.user()), Method.CALL_TOOL, PARAMS, state));
    refusal(states, exchange(other.owning(ANN.user()), Method.CALL_TOOL, PARAMS, state));
  }

  @Test
  void aStateIsOfOneMethod() {
    refusal(states, exchange(ANN, Method.GET_PROMPT, PARAMS, states.seal(asked(), payload())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"keep\",\"arguments\":{\"id\":7,\"text\":\"ä\",\"deep\":{\"a\":[1,2.50],\"b\":null}}}",
        "{\"name\":\"drop\",\"arguments\":{\"id\":8,\"text\":\"ä\",\"deep\":{\"a\":[1,2.50],\"b\":null}}}",
        "{\"name\":\"drop\",\"arguments\":{\"id\":\"7\",\"text\":\"ä\",\"deep\":{\"a\":[1,2.50],\"b\":null}}}",
        "{\"name\":\"drop\",\"arguments\":{\"id\":7,\"text\":\"a\",\"deep\":{\"a\":[1,2.50],\"b\":null}}}",
        "{\"name\":\"drop\",\"arguments\":{\"id\":7,\"text\":\"ä\",\"deep\":{\"a\":[2.50,1],\"b\":null}}}",
        "{\"name\":\"drop\",\"arguments\":{\"id\":7,\"text\":\"ä\",\"deep\":{\"a\":[1,2.50]}}}",
        "{\"name\":\"drop\",\"arguments\":{\"id\":7,\"text\":\"ä\",\"deep\":{\"a\":[1,2.50],\"b\":false}}}",
        "{\"name\":\"drop\",\"arguments\":{}}",
        "{\"name\":\"drop\"}"
      })
  void aStateIsOfOneSetOfParameters(String params) {
    String state = states.seal(asked(), payload());
    refusal(states, exchange(ANN, Method.CALL_TOOL, params, state));
  }

  @Test
  void orderAndNotationOfTheParametersDoNotMatter() {
    String same =
        "{\"arguments\":{\"deep\":{\"b\":null,\"a\":[1.0,25e-1]},\"text\":\"\\u00e4\",\"id\":7},"
            + "\"name\":\"drop\"}";
    String state = states.seal(asked(), payload());
    assertEquals(payload(), states.open(exchange(ANN, Method.CALL_TOOL, same, state)).payload());
  }

  @Test
  void aNumberOfHugeExponentCostsNothing() {
    String params = "{\"name\":\"drop\",\"arguments\":{\"id\":1e999999999}}";
    String state = states.seal(exchange(ANN, Method.CALL_TOOL, params, null), payload());
    refusal(states, again(state));
  }

  @Test
  void aStateEndsAfterTenMinutes() {
    String state = states.seal(asked(), payload());
    Instant last = NOON.plus(RequestState.LIFETIME).minusSeconds(1);
    assertEquals(payload(), at(last).open(again(state)).payload());
    String sentence = refusal(at(last.plusSeconds(1)), again(state));
    assertTrue(sentence.contains("older than 10 minutes"), sentence);
    refusal(at(NOON.plus(Duration.ofDays(365))), again(state));
  }

  @Test
  void instancesWithTheSameSecretTakeEachOthersStates() {
    String state = states.seal(asked(), payload());
    assertEquals(payload(), at(NOON).open(again(state)).payload());
    RequestState stranger = RequestState.ofOneProcess(Clock.fixed(NOON, ZoneOffset.UTC));
    refusal(stranger, again(state));
  }

  @Test
  void theStateDoesNotShowTheSecret() {
    byte[] state = Base64.getUrlDecoder().decode(states.seal(asked(), payload()));
    assertFalse(new String(state, StandardCharsets.ISO_8859_1).contains("a secret of"));
  }

  private static String text(byte[] state) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(state);
  }
}
