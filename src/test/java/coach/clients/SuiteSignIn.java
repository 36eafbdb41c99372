package coach.clients;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the conformance suite leaves to people when it tests an authorization server: it has coach
 * serve, registers the suite as an app, and signs in and consents where the suite says so.
 */
public final class SuiteSignIn {
  private SuiteSignIn() {}

  /**
   * @param words the folder of coach's database, and the command that starts the suite
   */
  public static void main(String[] words) throws Exception {
    int code;
    try (GuardedCoach coach = GuardedCoach.serving(Path.of(words[0]))) {
      code = run(coach, Arrays.asList(words).subList(1, words.length));
    }
    System.exit(code);
  }

  private static int run(GuardedCoach coach, List<String> suite) throws Exception {
    int port = freePort();
    List<String> command = new ArrayList<>(suite);
    command.addAll(List.of("authorization", "--url", coach.url.toString()));
    command.addAll(List.of("--resource", coach.mcp(), "--port", Integer.toString(port)));
    command.addAll(List.of("--client-id", register(coach.url, port)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line;
      while ((line = lines.readLine()) != null) {
        System.out.println(line);
        if (line.startsWith(coach.url + "/authorize?")) {
          coach.person.agree(URI.create(line));
        }
      }
      return process.waitFor();
    } finally {
      process.destroy();
    }
  }

  private static String register(URI coach, int port) throws Exception {
    String app =
        "{\"client_name\":\"Suite\",\"redirect_uris\":[\"http://127.0.0.1:%d/callback\"],\"token_endpoint_auth_method\":\"none\"}";
    HttpRequest request =
        HttpRequest.newBuilder(coach.resolve("/register"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(app.formatted(port)))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    return new ObjectMapper().readTree(answer.body()).get("client_id").textValue();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
