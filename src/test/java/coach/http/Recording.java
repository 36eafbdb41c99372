package coach.http;

import coach.mcp.Talk;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Plays what a client was seen to send, line by line, to a site. */
final class Recording {
  private final Site site;

  Recording(Site site) {
    this.site = site;
  }

  /**
   * What came back.
   *
   * @param head the status line and headers as they came
   */
  record Answer(int status, String head, String body) {
    JsonNode json() {
      return Talk.parse(body);
    }

    JsonNode result() {
      return json().path("result");
    }

    int code() {
      return json().at("/error/code").asInt();
    }
  }

  /**
   * Sends one request.
   *
   * @param recorded its request line without the version, its headers, an empty line and its body;
   *     host and length are added
   */
  Answer play(String recorded) throws IOException {
    String[] parts = recorded.strip().split("\n\n", 2);
    String body = parts.length > 1 ? parts[1] : "";
    String head = parts[0].replaceFirst("(?=\n|$)", " HTTP/1.1\nHost: localhost");
    String length = "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length;
    String raw =
        site.raw(
            "%s\n%s\nConnection: close\n\n".formatted(head, length).replace("\n", "\r\n") + body);
    String[] answer = raw.split("\r\n\r\n", 2);
    return new Answer(Integer.parseInt(answer[0].split(" ")[1]), answer[0], answer[1]);
  }
}
