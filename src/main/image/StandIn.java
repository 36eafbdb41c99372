import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands for the database while the image is built, where there is none: it lets coach sign in as
 * PostgreSQL does and gives one answer to every statement, which holds what a start finds and a
 * session of one exercise.
 */
final class StandIn {
  private static final int ROUNDS = 4096;
  private static final String PASSWORD = "none";

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

  private StandIn() {}

  /**
   * Listens until this process ends.
   *
   * @param version the schema that the jar's coach expects
   * @return the address, as {@code DATABASE_URL} takes it
   */
  static String listen(String version) throws IOException {
    String row = ROW.formatted(version);
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread accepting =
        new Thread(
            () -> {
              while (true) {
                try {
                  Socket client = listener.accept();
                  Thread one = new Thread(() -> serve(client, row));
                  one.setDaemon(true);
                  one.start();
                } catch (IOException over) {
                  return;
                }
              }
            });
    accepting.setDaemon(true);
    accepting.start();
    return "postgres://coach:%s@127.0.0.1:%d/none?prepareThreshold=5"
        .formatted(PASSWORD, listener.getLocalPort());
  }

  private static void serve(Socket client, String row) {
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
        answer(kind, sql.strip().toLowerCase(Locale.ROOT), row, out);
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

  private static void answer(int kind, String sql, String found, DataOutputStream out)
      throws IOException {
    boolean rows = sql.startsWith("select") || sql.matches("(?s)(with|--|show).*");
    switch (kind) {
      case 'P' -> send(out, '1', new byte[0]);
      case 'B' -> send(out, '2', new byte[0]);
      case 'C' -> send(out, '3', new byte[0]);
      case 'D' -> send(out, rows ? 'T' : 'n', rows ? COLUMN : new byte[0]);
      case 'E' -> {
        if (rows) {
          String text = sql.startsWith("show") ? "read committed" : found;
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
}
