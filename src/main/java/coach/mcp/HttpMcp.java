package coach.mcp;

import coach.Measures;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The protocol over HTTP: one message per POST, one answer, streamed where there is something to
 * tell before it. What is refused before a message is read is an envelope too, because a client
 * takes anything else for an older server.
 */
public final class HttpMcp extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** Request attribute that holds the id under which the log knows the request. */
  public static final String REQUEST_ID = "coach.request";

  private static final String NO_ROOM =
      "Too many large answers wait to be read. Try again in a few seconds.";

  private final transient Dispatcher dispatcher;
  private final transient CallerSource callers;
  private final transient Measures measures;
  private final transient OpenAnswers open = new OpenAnswers();
  private final transient AnswerRoom room = new AnswerRoom();

  public HttpMcp(Dispatcher dispatcher, CallerSource callers, Measures measures) {
    this.dispatcher = dispatcher;
    this.callers = callers;
    this.measures = measures;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getMethod()) {
      case "POST" -> post(request, response);
      case "OPTIONS" -> {
        response.setHeader("Allow", "POST, OPTIONS");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      }
      default -> {
        response.setHeader("Allow", "POST");
        refuse(response, 405, "This address takes POST only. Send one JSON-RPC message with POST.");
      }
    }
  }

  private void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
    byte[] body;
    try {
      body = body(request, response);
    } catch (IOException incomplete) {
      response.setHeader("Connection", "close");
      refuse(response, 400, "The body stopped before it was complete. Send it again.");
      return;
    }
    if (body != null) {
      answer(body, request, response);
    }
  }

  private void answer(byte[] body, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Headers headers = name -> values(request, name);
    String id = String.valueOf(request.getAttribute(REQUEST_ID));
    HttpAnswer answer = new HttpAnswer(response, headers);
    open.add(answer);
    try {
      Inbound inbound =
          new Inbound(
              body,
              headers,
              progress -> callers.of(request),
              callers.scopes(request),
              id,
              answer::tell,
              answer.inFlight(),
              measures);
      Reply reply = dispatcher.handle(inbound);
      if (reply.status() == 401 || reply.status() == 403) {
        response.setHeader("WWW-Authenticate", callers.challenge(request, reply.status()));
      }
      finish(answer, reply);
    } finally {
      open.remove(answer);
    }
  }

  private void finish(HttpAnswer answer, Reply reply) throws IOException {
    try (AnswerRoom.Held held = room.take(reply)) {
      answer.finish(held.fits() ? reply : new Reply(503, refusal(503, NO_ROOM)));
    }
  }

  /** Tells what is still worked on after this time to end; for a server that stops. */
  public void stopAfter(Duration grace) {
    open.stopAfter(grace);
  }

  @Override
  public void destroy() {
    open.close();
  }

  /** The body, or null where it has been refused. */
  private static byte[] body(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!isJson(request.getContentType())) {
      refuse(response, 415, "The body is not JSON. Send Content-Type: application/json in UTF-8.");
      return null;
    }
    boolean declared = request.getContentLengthLong() > Wire.MAX_BYTES;
    byte[] body = declared ? new byte[0] : request.getInputStream().readNBytes(Wire.MAX_BYTES + 1);
    if (declared || body.length > Wire.MAX_BYTES) {
      String sentence = "The body is longer than %d bytes. Send less at a time.";
      refuse(response, 413, sentence.formatted(Wire.MAX_BYTES));
      return null;
    }
    return body;
  }

  private static List<String> values(HttpServletRequest request, String name) {
    return Collections.list(request.getHeaders(name));
  }

  private static boolean isJson(String contentType) {
    if (contentType == null) {
      return false;
    }
    String[] parts = contentType.split(";");
    boolean json = parts.length > 0 && parts[0].strip().equalsIgnoreCase("application/json");
    for (int index = 1; json && index < parts.length; index++) {
      String[] parameter = parts[index].split("=", 2);
      if (parameter[0].strip().equalsIgnoreCase("charset")) {
        json = parameter.length == 2 && isUtf8(parameter[1].strip().replace("\"", ""));
      }
    }
    return json;
  }

  private static boolean isUtf8(String charset) {
    try {
      return Charset.forName(charset).equals(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }

  /** Answers with an envelope that belongs to no message. */
  public static void refuse(HttpServletResponse response, int status, String sentence)
      throws IOException {
    HttpAnswer.single(response, new Reply(status, refusal(status, sentence)));
  }

  /** The envelope of a refusal that belongs to no message. */
  public static byte[] refusal(int status, String sentence) {
    int code = status < 500 ? Refusal.INVALID_REQUEST : Refusal.INTERNAL;
    return Answer.error(null, Refusal.of(code, sentence, status, null)).reply().body();
  }

  /**
   * How many bytes of large answers may wait for their readers, so that those who do not read
   * cannot fill the memory. Small answers always find room.
   */
  private static final class AnswerRoom {
    /** More than any tool answers. */
    private static final int SMALL = 64 * 1024;

    private static final int HEAP_PER_BYTE = 8;

    private final AtomicLong left =
        new AtomicLong(Runtime.getRuntime().maxMemory() / HEAP_PER_BYTE);

    /** Holds room for an answer until it is closed. */
    record Held(AtomicLong left, int bytes) implements AutoCloseable {
      boolean fits() {
        return left.get() >= 0;
      }

      @Override
      public void close() {
        left.addAndGet(bytes);
      }
    }

    /** Takes room for an answer, which may not fit. */
    Held take(Reply reply) {
      int bytes = reply.body() == null || reply.body().length <= SMALL ? 0 : reply.body().length;
      left.addAndGet(-bytes);
      return new Held(left, bytes);
    }
  }
}
