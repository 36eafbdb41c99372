package coach.clients;

import coach.mcp.Talk;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests as an app's own server or program sends them: no cookies, no redirects. */
final class Wire {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Wire() {}

  /**
   * An answer.
   *
   * @param challenge what it says of how to be let in, or an empty text
   */
  record Answer(int status, String challenge, JsonNode json) {}

  static Answer get(String url) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url)));
  }

  static Answer form(String url, Map<String, String> fields) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(query(fields))));
  }

  static Answer json(String url, String body, Map<String, List<String>> headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach((name, values) -> request.header(name, values.get(0)));
    return send(request);
  }

  private static Answer send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response =
        HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    String body = response.body();
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("WWW-Authenticate").orElse(""),
        body.isEmpty() ? Talk.JSON.nullNode() : Talk.parse(body));
  }

  static String query(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
