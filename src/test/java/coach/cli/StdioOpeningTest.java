package coach.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.mcp.Talk;
import coach.testing.CoachDatabase;
import coach.testing.Relay;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over stdio, what needs no database is answered before it is open; what needs it waits. */
@Timeout(60)
class StdioOpeningTest {
  private static final String CALL =
      "{\"name\":\"get_profile\",\"arguments\":{},\"_meta\":{\"progressToken\":\"p\"}}";

  private static CoachDatabase site;
  private static Map<String, String> settings;

  @BeforeAll
  static void aDatabase() {
    site = new CoachDatabase();
    settings = Map.of("COACH_USER", site.account("Ann").user().toString());
  }

  @AfterAll
  static void close() {
    site.close();
  }

  @Test
  void listsAreAnsweredWhileItOpensAndCallsWhenItIs() throws Exception {
    site.execute("update coach.setting set value = 'old' where name = 'functions'");
    try (SlowDatabase slow = new SlowDatabase();
        Client client = new Client(slow.address())) {
      client.say(Talk.legacy(9, "tools/call", CALL));
      for (String asked : List.of("tools", "resources", "resources/templates", "prompts")) {
        client.say(Talk.legacy(1, asked + "/list", "{}"));
        assertEquals(1, client.answer().path("id").asInt(), asked);
      }
      client.say(Talk.legacy(2, "initialize", "{\"protocolVersion\":\"2025-06-18\"}"));
      assertEquals("coach", client.answer().at("/result/serverInfo/name").asText());
      client.say(Talk.modern(3, "server/discover", "{}"));
      assertTrue(client.answer().path("result").has("supportedVersions"));
      client.say(Talk.legacy(4, "ping", "{}"));
      assertEquals(4, client.answer().path("id").asInt());
      slow.open();
      JsonNode told = client.answer();
      assertEquals("p", told.at("/params/progressToken").asText(), told.toString());
      assertTrue(told.at("/params/message").asText().contains("coach migrate"), told.toString());
      JsonNode answer = client.answer();
      assertEquals(9, answer.path("id").asInt());
      assertTrue(answer.at("/result/content/0/text").asText().contains("Ann"), answer.toString());
      assertEquals(0, client.end());
    }
  }

  @Test
  void whatOpeningItFailsWithIsTheAnswer() throws Exception {
    String sentence = "The database at 127.0.0.1:1 cannot be reached: check that it runs";
    try (Client client = new Client("postgres://ann:s3cret@127.0.0.1:1/gym")) {
      client.say(Talk.legacy(1, "tools/call", CALL));
      JsonNode error = client.answer().path("error");
      assertTrue(error.path("message").asText().startsWith(sentence), error.toString());
      client.say(Talk.legacy(2, "prompts/list", "{}"));
      assertEquals(2, client.answer().path("id").asInt());
      assertEquals(1, client.end());
      assertTrue(client.said().contains(sentence), client.said());
    }
  }

  @Test
  void aClientThatGoesIsNotWaitedFor() throws Exception {
    try (SlowDatabase slow = new SlowDatabase();
        Client client = new Client(slow.address())) {
      client.say(Talk.legacy(1, "ping", "{}"));
      assertEquals(1, client.answer().path("id").asInt());
      assertEquals(0, client.end());
      assertEquals("", client.said());
    }
  }

  /** coach in this JVM and the pipes to it. */
  private static final class Client implements AutoCloseable {
    private final OutputStream questions;
    private final BufferedReader answers;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> code;

    Client(String databaseUrl) throws IOException {
      Pipe in = Pipe.open();
      Pipe out = Pipe.open();
      questions = Channels.newOutputStream(in.sink());
      answers =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(out.source()), StandardCharsets.UTF_8));
      OutputStream protocol = Channels.newOutputStream(out.sink());
      PrintStream screen = new PrintStream(err, true, StandardCharsets.UTF_8);
      InputStream input = Channels.newInputStream(in.source());
      Map<String, String> environment = new java.util.HashMap<>(settings);
      environment.put("DATABASE_URL", databaseUrl);
      CommandLine coach =
          new CommandLine(
              new Terminal(input, protocol, screen, screen, false, Map.copyOf(environment)));
      code = CompletableFuture.supplyAsync(() -> coach.run(List.of("stdio")), Client::start);
    }

    private static void start(Runnable work) {
      new Thread(work).start();
    }

    void say(String message) throws IOException {
      questions.write((message.replace("\n", " ") + "\n").getBytes(StandardCharsets.UTF_8));
      questions.flush();
    }

    JsonNode answer() throws IOException {
      return Talk.parse(answers.readLine());
    }

    String said() {
      return err.toString(StandardCharsets.UTF_8);
    }

    int end() throws Exception {
      questions.close();
      return code.get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
      questions.close();
    }
  }

  /** Accepts at once and passes nothing on until it is opened. */
  private static final class SlowDatabase implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
    private final CountDownLatch open = new CountDownLatch(1);

    SlowDatabase() throws IOException {
      Relay.start(this::accept);
    }

    String address() {
      return "postgres://%s:%s@127.0.0.1:%d/%s"
          .formatted(
              site.server().user(),
              site.server().password(),
              listener.getLocalPort(),
              real().getPath().substring(1));
    }

    private static URI real() {
      return URI.create(site.server().jdbcUrl().substring("jdbc:".length()));
    }

    void open() {
      open.countDown();
    }

    private void accept() throws IOException, InterruptedException {
      while (true) {
        Socket client = listener.accept();
        Relay.start(
            () -> {
              open.await();
              Socket server = new Socket(InetAddress.getLoopbackAddress(), real().getPort());
              Relay.start(() -> server.getInputStream().transferTo(client.getOutputStream()));
              client.getInputStream().transferTo(server.getOutputStream());
              Stream.of(client, server).forEach(SlowDatabase::close);
            });
      }
    }

    private static void close(Socket socket) {
      try {
        socket.close();
      } catch (IOException gone) {
        // It is gone.
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }
}
