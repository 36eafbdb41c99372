package coach.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The answer to one POST: one JSON object, or a stream of events that ends with it where something
 * is told before.
 *
 * <p>Over HTTP a client cancels by closing its connection, which nobody sees who does not write: a
 * server does not read on while it works. So an answer that takes long becomes a stream too, for
 * clients that ask for streams by name, and a sign of life that cannot be written ends the call. A
 * client that takes only JSON is not missed until its answer is written.
 */
final class HttpAnswer {
  /** Read by nobody: a comment (HTML standard, section 9.2.5). */
  private static final byte[] BEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] BEFORE = "event: message\ndata: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] AFTER = "\n\n".getBytes(StandardCharsets.US_ASCII);

  /** Bytes up to which an answer is sent as it is: packing would save nothing on the way. */
  private static final int SHORT = 2 * 1024;

  private static final int PIECE = 32 * 1024;

  private final HttpServletResponse response;
  private final Streams streams;
  private final boolean gzip;
  private final InFlight inFlight = new InFlight();
  private final ReentrantLock writing = new ReentrantLock();
  private boolean streaming;
  private boolean over;

  HttpAnswer(HttpServletResponse response, Headers headers) {
    this.response = response;
    streams = Streams.of(headers.values("Accept"));
    gzip = Streams.takesGzip(headers.values("Accept-Encoding"));
  }

  /** What is worked on for this answer. */
  InFlight inFlight() {
    return inFlight;
  }

  /** Sends a notification before the answer; drops it where the client takes no stream. */
  void tell(JsonNode notification) {
    writing.lock();
    try {
      if (streams != Streams.REFUSED) {
        write(event(Wire.write(notification)));
      }
    } finally {
      writing.unlock();
    }
  }

  /** Shows that coach is there, and finds out whether the client is. */
  void beat() {
    // Whoever writes now is a sign of life too, and may be waiting for a slow reader.
    if (!writing.tryLock()) {
      return;
    }
    try {
      if (streaming || streams == Streams.ASKED) {
        write(BEAT);
      }
    } finally {
      writing.unlock();
    }
  }

  /** Sends the answer, after which nothing is sent. */
  void finish(Reply reply) throws IOException {
    writing.lock();
    try {
      if (!streaming) {
        single(response, packed(reply));
      } else if (reply.body() != null) {
        write(event(reply.body()));
      }
    } finally {
      over = true;
      writing.unlock();
    }
  }

  /** Events stay as they are: each must be readable as it comes. */
  private Reply packed(Reply reply) throws IOException {
    if (reply.body() == null || reply.body().length <= SHORT) {
      return reply;
    }
    response.addHeader("Vary", "Accept-Encoding");
    if (!gzip) {
      return reply;
    }
    response.setHeader("Content-Encoding", "gzip");
    ByteArrayOutputStream packed = new ByteArrayOutputStream(reply.body().length / 2);
    try (OutputStream packing = new GZIPOutputStream(packed)) {
      packing.write(reply.body());
    }
    return new Reply(reply.status(), packed.toByteArray());
  }

  /** One JSON object, or nothing but the status. */
  static void single(HttpServletResponse response, Reply reply) throws IOException {
    response.setStatus(reply.status());
    if (reply.body() == null) {
      return;
    }
    response.setContentType("application/json");
    describe(response);
    response.setContentLength(reply.body().length);
    send(reply.body(), response.getOutputStream());
  }

  /** In pieces: Java copies what is sent at once into memory outside the heap. */
  private static void send(byte[] bytes, OutputStream output) throws IOException {
    for (int sent = 0; sent < bytes.length; sent += PIECE) {
      output.write(bytes, sent, Math.min(PIECE, bytes.length - sent));
    }
  }

  private static void describe(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
  }

  private void write(byte[] bytes) {
    if (over) {
      return;
    }
    try {
      if (!streaming) {
        streaming = true;
        response.setContentType("text/event-stream");
        describe(response);
        // Some proxies gather a whole answer before they pass it on.
        response.setHeader("X-Accel-Buffering", "no");
      }
      OutputStream output = response.getOutputStream();
      send(bytes, output);
      output.flush();
    } catch (IOException gone) {
      over = true;
      inFlight.abandon();
    }
  }

  private static byte[] event(byte[] json) {
    byte[] event = new byte[BEFORE.length + json.length + AFTER.length];
    System.arraycopy(BEFORE, 0, event, 0, BEFORE.length);
    System.arraycopy(json, 0, event, BEFORE.length, json.length);
    System.arraycopy(AFTER, 0, event, BEFORE.length + json.length, AFTER.length);
    return event;
  }

  /** What the Accept header of a request says about an answer as a stream of events. */
  private enum Streams {
    /** No stream: nothing is told before the answer. */
    REFUSED,
    /** Only in passing, by a wildcard: such a program may well expect one JSON object. */
    TAKEN,
    /** By name, as the protocol demands of its clients. */
    ASKED;

    private static final String TYPE = "text/event-stream";

    /** RFC 9110, section 12.5.1: the most specific range decides; an absent header refuses. */
    static Streams of(List<String> accept) {
      Streams any = REFUSED;
      Streams text = null;
      for (String value : accept) {
        for (String range : value.split(",")) {
          String[] parts = range.split(";", -1);
          boolean taken = !isZero(parts);
          switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
            case TYPE -> {
              return taken ? ASKED : REFUSED;
            }
            case "text/*" -> text = taken ? TAKEN : REFUSED;
            case "*/*" -> any = taken ? TAKEN : REFUSED;
            default -> {}
          }
        }
      }
      return text == null ? any : text;
    }

    /**
     * RFC 9110, section 12.5.3; a client that says nothing, or takes anything, need not be packed
     * for.
     */
    static boolean takesGzip(List<String> acceptEncoding) {
      return acceptEncoding.stream()
          .flatMap(value -> Stream.of(value.split(",")))
          .map(coding -> coding.split(";", -1))
          .anyMatch(parts -> parts[0].strip().equalsIgnoreCase("gzip") && !isZero(parts));
    }

    private static boolean isZero(String[] range) {
      for (int index = 1; index < range.length; index++) {
        if (range[index].strip().toLowerCase(Locale.ROOT).matches("q\\s*=\\s*0(\\.0{0,3})?")) {
          return true;
        }
      }
      return false;
    }
  }
}
