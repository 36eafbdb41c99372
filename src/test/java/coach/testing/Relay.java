package coach.testing;

import java.io.IOException;

/** The threads of what stands between two programs and passes on what they say. */
public final class Relay {
  private Relay() {}

  /** What such a thread does. */
  public interface Work {
    void run() throws IOException, InterruptedException;
  }

  /** Starts one; the end of a connection is how every one of them ends. */
  public static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException | InterruptedException closed) {
                // That was its end.
              }
            },
            "relay");
    thread.setDaemon(true);
    thread.start();
  }
}
