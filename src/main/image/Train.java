import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipFile;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Starts the image's coach once while the image is built and asks it what a client asks first, so
 * that Java learns what a start needs. A stand-in for the database lets it sign in as PostgreSQL
 * does and gives one answer to every statement: what a start finds, and a session of one exercise.
 * Java writes what it has learned when coach ends.
 */
final class Train {
  private static final String ADDRESS = "http://127.0.0.1:8080";
  private static final String META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
  private static final int SECONDS = 60;
  private static final int ROUNDS = 4096;
  private static final String PASSWORD = "none";
  private static final String JAR = System.getProperty("jar", "/app/coach.jar");

  private static final String SET =
      "{\"session\":\"00000000-0000-4000-8000-000000000002\",\"date\":\"2025-12-30\",\"number\":%d,"
          + "\"type\":\"%s\",\"weight_g\":100000,\"reps\":5,\"rpe\":8.5,\"rest_s\":180,\"body_g\":81500}";

  /** A session as {@code get_exercise_history} finds one. */
  private static final String HISTORY =
      "\"exercise\":{\"id\":\"00000000-0000-4000-8000-000000000003\",\"name\":\"Barbell Back Squat\"},"
          + "\"candidates\":[],\"period\":{\"since\":\"2025-10-04\",\"first\":\"2025-10-04\","
          + "\"to\":\"2026-01-01\",\"asked\":90},\"total\":1,\"warm_ups\":1,\"drafts\":0,"
          + "\"sessions\":[{\"id\":\"00000000-0000-4000-8000-000000000002\",\"date\":\"2025-12-30\","
          + "\"day\":\"Squat Day\",\"deload\":false,\"note\":\"Easy.\",\"sets\":["
          + String.join(
              ",",
              SET.formatted(1, "regular"),
              SET.formatted(2, "regular"),
              SET.formatted(3, "drop-set"))
          + "]}]}";

  /** What each statement of a start finds in its answer, and the tool that is asked. */
  private static final String ROW =
      "{\"version\":\"%s\",\"functions\":\"\",\"settled\":true,"
          + "\"app_user_id\":\"00000000-0000-4000-8000-000000000001\","
          + "\"settings\":{},\"time_zone\":\"Europe/Berlin\",\"now\":\"2026-01-01T10:00:00Z\","
          + "\"today\":\"2026-01-01\",\"max_history_days\":36500,"
          + "\"quota_limit\":0,\"quota_left\":0,"
          + "\"owner\":\"00000000-0000-4000-8000-000000000001\","
          + HISTORY;

  /** One column of text. */
  private static final byte[] COLUMN =
      ByteBuffer.allocate(27)
          .putShort((short) 1)
          .put("answer\0".getBytes(StandardCharsets.UTF_8))
          .putInt(0)
          .putShort((short) 0)
          .putInt(25)
          .putShort((short) -1)
          .putInt(-1)
          .putShort((short) 0)
          .array();

  private Train() {}

  /** The argument is what the image gives Java: more memory is needed to learn. */
  public static void main(String[] arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("java"));
    for (String option : arguments[0].split(" ")) {
      if (!option.matches("-Xmx.*|-XX:MaxMetaspaceSize.*")) {
        command.add(option.replace("-XX:AOTCache=", "-XX:AOTCacheOutput="));
      }
    }
    command.addAll(List.of("-jar", JAR, "serve"));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    String database = "postgres://coach:" + PASSWORD + "@127.0.0.1:%d/none?prepareThreshold=5";
    builder.environment().put("DATABASE_URL", database.formatted(standIn()));
    builder.environment().put("COACH_AUTH", "none");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process coach = builder.start();
    try {
      ask(coach);
    } catch (IOException ended) {
      // A slow machine builds an image, too, which then starts a little later.
      System.err.println("coach ended before all was asked: " + ended);
    } finally {
      coach.destroy();
      coach.waitFor();
    }
  }

  private static void ask(Process coach) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    long deadline = System.nanoTime() + SECONDS * 1_000_000_000L;
    while (!answers(client) && coach.isAlive() && System.nanoTime() < deadline) {
      Thread.sleep(100);
    }
    for (String method :
        List.of("server/discover", "tools/list", "resources/list", "prompts/list")) {
      say(client, method, "{" + META + "}");
    }
    say(
        client,
        "initialize",
        "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},"
            + "\"clientInfo\":{\"name\":\"training\",\"version\":\"1\"}}");
    String history = "{\"name\":\"get_exercise_history\",\"arguments\":{\"exercise\":\"squat\"}";
    say(client, "tools/call", history + "," + META + "}");
  }

  /** Listens where a PostgreSQL would, until this process ends. */
  private static int standIn() throws IOException {
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread accepting =
        new Thread(
            () -> {
              while (true) {
                try {
                  Socket client = listener.accept();
                  Thread one = new Thread(() -> serve(client));
                  one.setDaemon(true);
                  one.start();
                } catch (IOException over) {
                  return;
                }
              }
            });
    accepting.setDaemon(true);
    accepting.start();
    return listener.getLocalPort();
  }

  private static void serve(Socket client) {
    try (client;
        DataInputStream in = new DataInputStream(client.getInputStream());
        DataOutputStream out =
            new DataOutputStream(new BufferedOutputStream(client.getOutputStream()))) {
      greet(in, out);
      String sql = "";
      for (int kind = in.read(); kind >= 0 && kind != 'X'; kind = in.read()) {
        byte[] body = in.readNBytes(in.readInt() - 4);
        if (kind == 'P') {
          String text = new String(body, StandardCharsets.UTF_8);
          sql = text.substring(text.indexOf(0) + 1, text.indexOf(0, text.indexOf(0) + 1));
        }
        answer(kind, sql.strip().toLowerCase(Locale.ROOT), out);
      }
    } catch (IOException gone) {
      // As a client that has read enough does.
    }
  }

  private static void greet(DataInputStream in, DataOutputStream out) throws IOException {
    byte[] hello = in.readNBytes(in.readInt() - 4);
    while (hello.length == 4) {
      out.write('N');
      out.flush();
      hello = in.readNBytes(in.readInt() - 4);
    }
    signIn(in, out);
    send(out, 'R', new byte[4]);
    for (String setting :
        List.of(
            "server_version=18.0",
            "client_encoding=UTF8",
            "DateStyle=ISO, MDY",
            "TimeZone=UTC",
            "integer_datetimes=on",
            "standard_conforming_strings=on")) {
      send(out, 'S', (setting.replace('=', '\0') + "\0").getBytes(StandardCharsets.UTF_8));
    }
    send(out, 'K', new byte[8]);
    send(out, 'Z', new byte[] {'I'});
    out.flush();
  }

  /** The server's side of SCRAM-SHA-256 (RFC 5802), for a password that everybody knows. */
  private static void signIn(DataInputStream in, DataOutputStream out) throws IOException {
    send(out, 'R', part(10, "SCRAM-SHA-256\0\0"));
    out.flush();
    String first = said(in);
    String bare = first.substring(first.indexOf(",,") + 2);
    byte[] salt = new byte[16];
    String challenge =
        bare.substring(bare.indexOf("r=")) + "stand-in,s=" + base64(salt) + ",i=" + ROUNDS;
    send(out, 'R', part(11, challenge));
    out.flush();
    String proof = said(in);
    String whole = bare + "," + challenge + "," + proof.substring(0, proof.indexOf(",p="));
    try {
      PBEKeySpec password = new PBEKeySpec(PASSWORD.toCharArray(), salt, ROUNDS, 256);
      byte[] key =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(password).getEncoded();
      send(out, 'R', part(12, "v=" + base64(hmac(hmac(key, "Server Key"), whole))));
    } catch (GeneralSecurityException impossible) {
      throw new IOException(impossible);
    }
  }

  /** What a client says while it signs in, without the name and length before its first words. */
  private static String said(DataInputStream in) throws IOException {
    if (in.read() != 'p') {
      throw new IOException("it does not sign in");
    }
    String words = new String(in.readNBytes(in.readInt() - 4), StandardCharsets.UTF_8);
    return words.substring(words.indexOf(0) < 0 ? 0 : words.indexOf(0) + 5);
  }

  private static byte[] part(int kind, String words) {
    byte[] text = words.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 + text.length).putInt(kind).put(text).array();
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static void answer(int kind, String sql, DataOutputStream out) throws IOException {
    boolean rows = sql.startsWith("select") || sql.matches("(?s)(with|--|show).*");
    switch (kind) {
      case 'P' -> send(out, '1', new byte[0]);
      case 'B' -> send(out, '2', new byte[0]);
      case 'C' -> send(out, '3', new byte[0]);
      case 'D' -> send(out, rows ? 'T' : 'n', rows ? COLUMN : new byte[0]);
      case 'E' -> {
        if (rows) {
          String text = sql.startsWith("show") ? "read committed" : ROW.formatted(newest());
          byte[] row = text.getBytes(StandardCharsets.UTF_8);
          send(
              out,
              'D',
              ByteBuffer.allocate(6 + row.length)
                  .putShort((short) 1)
                  .putInt(row.length)
                  .put(row)
                  .array());
        }
        send(
            out,
            sql.isEmpty() ? 'I' : 'C',
            sql.isEmpty() ? new byte[0] : "SELECT 1\0".getBytes(StandardCharsets.UTF_8));
      }
      case 'Q' -> {
        // What a driver sends so at its start sets something.
        send(out, 'C', "SET\0".getBytes(StandardCharsets.UTF_8));
        send(out, 'Z', new byte[] {'I'});
        out.flush();
      }
      case 'S' -> {
        send(out, 'Z', new byte[] {'I'});
        out.flush();
      }
      default -> {}
    }
  }

  private static void send(DataOutputStream out, char kind, byte[] body) throws IOException {
    out.write(kind);
    out.writeInt(body.length + 4);
    out.write(body);
  }

  /** The schema that the jar's coach expects. */
  private static String newest() throws IOException {
    try (ZipFile jar = new ZipFile(JAR)) {
      return jar.stream()
          .map(entry -> entry.getName().replaceFirst("^sql/migrations/V(\\d+)__.*", "$1"))
          .filter(version -> version.matches("\\d+"))
          .max(String::compareTo)
          .orElseThrow();
    }
  }

  private static boolean answers(HttpClient client) throws InterruptedException {
    try {
      HttpRequest health = HttpRequest.newBuilder(URI.create(ADDRESS + "/health")).build();
      return client.send(health, BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void say(HttpClient client, String method, String params) throws Exception {
    String message =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}".formatted(method, params);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(ADDRESS + "/mcp"))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream");
    if (params.contains("2026-07-28")) {
      request.header("MCP-Protocol-Version", "2026-07-28").header("Mcp-Method", method);
    }
    if (method.equals("tools/call")) {
      request.header("Mcp-Name", "get_exercise_history");
    } else {
      request.header("Accept-Encoding", "gzip");
    }
    String answer =
        client
            .send(request.POST(BodyPublishers.ofString(message)).build(), BodyHandlers.ofString())
            .body();
    if (method.equals("tools/call") && !answer.contains("Squat Day")) {
      System.err.println("The stand-in's answer does not fit the tool any more: " + answer);
    }
  }
}
