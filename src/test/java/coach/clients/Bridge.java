package coach.clients;

import coach.Run;
import coach.mcp.Talk;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A program that carries messages from its standard input to a server, while the test runs. */
final class Bridge implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final OutputStream input;
  private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
  private int id;

  Bridge(Target target) throws IOException {
    process = Run.start(Path.of("."), target.environment(), target.command());
    BuiltCoach.drain(process.errorReader(StandardCharsets.UTF_8));
    input = process.getOutputStream();
    Thread reader =
        new Thread(
            () ->
                process
                    .inputReader(StandardCharsets.UTF_8)
                    .lines()
                    .map(Talk::parse)
                    .filter(message -> message.has("result") || message.has("error"))
                    .forEach(answers::add));
    reader.setDaemon(true);
    reader.start();
  }

  /** Sends a request; its answer comes in its turn. */
  void send(String method, String params) throws IOException {
    write(Talk.legacy(++id, method, params));
  }

  void tell(String method) throws IOException {
    write("{\"jsonrpc\":\"2.0\",\"method\":\"%s\"}".formatted(method));
  }

  private void write(String message) throws IOException {
    input.write((message + "\n").getBytes(StandardCharsets.UTF_8));
    input.flush();
  }

  /** The answer to the last request. */
  JsonNode answer() throws InterruptedException {
    JsonNode answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (answer == null || answer.path("id").asInt() != id || !answer.has("result")) {
      throw new AssertionError("no result of request %d: %s".formatted(id, answer));
    }
    return answer.get("result");
  }

  JsonNode ask(String method, String params) throws Exception {
    send(method, params);
    return answer();
  }

  /** Ends it as the program that started it would, by the end of its input. */
  @Override
  public void close() throws IOException {
    input.close();
    process
        .onExit()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .whenComplete(
            (ended, late) -> {
              if (late != null) {
                process.destroyForcibly();
              }
            })
        .join();
  }
}
