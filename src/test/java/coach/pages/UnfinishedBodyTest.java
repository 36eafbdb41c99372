package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Who does not send what was announced hears so, and nobody is woken for it. */
@Timeout(60)
@Tag("runtime")
class UnfinishedBodyTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private static PagesSite site;

  private final Logger log = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeAll
  static void serve() {
    site = new PagesSite();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void listenNoMore() {
    log.detachAppender(lines);
  }

  private static Socket begun(String path, String type) throws IOException {
    Socket socket = new Socket("127.0.0.1", site.url.getPort());
    socket.setSoTimeout(20_000);
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nOrigin: %s\r\nContent-Type: %s\r\nContent-Length: 1000\r\n\r\n"
            .formatted(path, site.url, type);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String answer(Socket socket) {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException cut) {
      return "cut off: " + cut.getMessage();
    }
  }

  private void assertRefused(String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
    assertTrue(answer.contains("Connection: close"), answer);
    List<String> loud =
        List.copyOf(lines.list).stream()
            .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
            .map(ILoggingEvent::getFormattedMessage)
            .toList();
    assertEquals(List.of(), loud);
  }

  @ParameterizedTest
  @CsvSource({"/signin," + FORM, "/token," + FORM, "/revoke," + FORM, "/register,application/json"})
  void aBodyThatEndsTooEarly(String path, String type) throws IOException {
    try (Socket socket = begun(path, type)) {
      socket.getOutputStream().write("a=b".getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      assertRefused(answer(socket));
    }
  }

  /** Answered sooner than a connection that is idle ends; all at once, so that it waits once. */
  @Test
  void aBodyThatNeverComes() throws IOException {
    List<Socket> silent = new ArrayList<>();
    try {
      for (String path : List.of("/signin", "/token", "/revoke")) {
        silent.add(begun(path, FORM));
      }
      for (Socket socket : silent) {
        assertRefused(answer(socket));
      }
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"/signin," + FORM, "/token," + FORM, "/register,application/json"})
  void aBodyThatTricklesIn(String path, String type) throws Exception {
    try (Socket socket = begun(path, type)) {
      CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> answer(socket));
      OutputStream out = socket.getOutputStream();
      for (int sent = 0; sent < 200 && !answer.isDone(); sent++) {
        out.write('a');
        Thread.sleep(50);
      }
      assertRefused(answer.join());
    }
  }
}
