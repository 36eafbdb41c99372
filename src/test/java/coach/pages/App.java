package coach.pages;

import coach.accounts.Token;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An app that people connect, which reaches the server over HTTP alone. */
record App(Surfer surfer, String id, String redirectUri) {
  static final String VERIFIER = Token.random();

  private static final Pattern ONWARD = Pattern.compile("id=\"onward\" href=\"([^\"]*)\"");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Registers with these addresses, of which it uses the first. */
  static App of(PagesSite site, String... redirectUris) throws IOException, InterruptedException {
    Surfer surfer = site.surfer();
    JsonNode registered = json(register(surfer, "{\"redirect_uris\":" + list(redirectUris) + "}"));
    return new App(surfer, registered.path("client_id").textValue(), redirectUris[0]);
  }

  static String list(String... texts) {
    return Arrays.stream(texts)
        .map(text -> "\"" + text + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  static HttpResponse<String> register(Surfer surfer, String metadata)
      throws IOException, InterruptedException {
    return surfer.send(
        surfer
            .request("/register")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(metadata))
            .build());
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(response.statusCode() + " " + response.body(), notJson);
    }
  }

  /** The parameters of a request that is in order; {@code changes} are names and values. */
  Map<String, String> asking(String... changes) {
    Map<String, String> asking = new LinkedHashMap<>();
    asking.put("response_type", "code");
    asking.put("client_id", id);
    asking.put("redirect_uri", redirectUri);
    asking.put("code_challenge", Token.hash(VERIFIER));
    asking.put("code_challenge_method", "S256");
    asking.put("state", "s1");
    asking.put("scope", "read write");
    return changed(asking, changes);
  }

  /** Null as a value takes the parameter out. */
  private static Map<String, String> changed(Map<String, String> values, String... changes) {
    for (int index = 0; index < changes.length; index += 2) {
      values.put(changes[index], changes[index + 1]);
    }
    values.values().removeIf(value -> value == null);
    return values;
  }

  /** Sends a person's browser to coach. */
  static HttpResponse<String> sent(Surfer person, Map<String, String> asking)
      throws IOException, InterruptedException {
    return person.get("/authorize?" + Surfer.encode(asking));
  }

  /** Where a person's browser ends up that decides so, or may go at once where nothing is asked. */
  static String answer(Surfer person, Map<String, String> asking, String decision)
      throws IOException, InterruptedException {
    if (sent(person, asking).statusCode() == 400) {
      return onward(person);
    }
    person.fill("/authorize", "decision", decision, "may_write", "yes");
    return onward(person);
  }

  /** Where the last page leads on to. */
  static String onward(Surfer person) {
    Matcher onward = ONWARD.matcher(person.last.body());
    if (!onward.find()) {
      throw new AssertionError(person.last.statusCode() + " " + person.last.body());
    }
    return onward.group(1).replace("&amp;", "&");
  }

  /** A parameter of an address; null where it has none of that name. */
  static String parameter(String address, String name) {
    for (String pair : URI.create(address).getRawQuery().split("&")) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return null;
  }

  /** Asks for tokens; {@code changes} are names and values. */
  HttpResponse<String> exchange(String code, String... changes)
      throws IOException, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("client_id", id);
    form.put("code", code);
    form.put("redirect_uri", redirectUri);
    form.put("code_verifier", VERIFIER);
    return surfer.post("/token", changed(form, changes));
  }
}
