package coach.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Sends shots over one connection and brings every answer before the oracle. */
final class HttpFuzzer implements AutoCloseable {
  private final HttpLine line;
  private final Shots shots;
  private final Oracle oracle;

  HttpFuzzer(int port, Shots shots, Oracle oracle) {
    line = new HttpLine(port);
    this.shots = shots;
    this.oracle = oracle;
  }

  Void fire(int times) throws IOException {
    for (int time = 0; time < times; time++) {
      Shots.Shot shot = shots.shot();
      byte[] body = shot.message() == null ? new byte[0] : shot.message().body();
      HttpLine.Heard heard;
      try {
        heard = line.send(shot.method(), shot.path(), shot.headers(), body);
      } catch (IOException cut) {
        oracle.fault("no answer under " + shot.headers() + ": " + cut.getMessage(), body, "");
        line.close();
        continue;
      }
      oracle.count("status " + heard.status());
      String fault = shot.status() == 0 ? judged(shot, heard) : misdirected(shot, heard);
      if (fault != null) {
        String where = "%s %s %s".formatted(shot.method(), shot.path(), shot.headers());
        oracle.fault(fault + " to " + where, body, heard.status() + " " + heard.text());
      }
    }
    return null;
  }

  /** What was refused before the protocol. */
  private static String misdirected(Shots.Shot shot, HttpLine.Heard heard) {
    JsonNode json = Oracle.parse(heard.text());
    if (heard.status() != shot.status() || json == null || !json.has("error")) {
      return "%d was due".formatted(shot.status());
    }
    boolean allows = "POST".equals(heard.headers().get("allow"));
    return heard.status() == 405 && !allows ? "405 without Allow" : null;
  }

  private String judged(Shots.Shot shot, HttpLine.Heard heard) {
    Judge.Verdict verdict = Judge.of(shot.message().body());
    if (verdict.due() == Judge.Due.NOTHING) {
      return heard.status() == 202 && heard.body().length == 0 ? null : "202 was due";
    }
    JsonNode reply = Oracle.parse(answer(heard));
    if (reply == null) {
      return "no JSON";
    }
    String fault = oracle.judge(verdict, reply, shot.message().intact());
    return fault == null && !fits(heard.status(), verdict, reply) ? "another status" : fault;
  }

  /** The JSON of an answer; on a stream, the last event is the answer. */
  private static String answer(HttpLine.Heard heard) {
    if (!heard.headers().getOrDefault("content-type", "").startsWith("text/event-stream")) {
      return heard.text();
    }
    return heard
        .text()
        .lines()
        .filter(line -> line.startsWith("data:"))
        .reduce("", (before, line) -> line.substring(5));
  }

  private static boolean fits(int status, Judge.Verdict verdict, JsonNode reply) {
    if (!reply.has("error")) {
      return status == 200;
    }
    boolean modern = verdict.json() != null && Judge.isModern(verdict.json());
    return switch (reply.at("/error/code").asInt()) {
      case -32700, -32020, -32021, -32022 -> status == 400;
      case -32600 -> status == 400 || status == 413;
      case -32601 -> status == (modern ? 404 : 200);
      case -32602 -> status == 200 || status == 400;
      default -> status == 200;
    };
  }

  @Override
  public void close() throws IOException {
    line.close();
  }
}
