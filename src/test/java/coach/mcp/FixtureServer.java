package coach.mcp;

import coach.http.FloodLimits;
import coach.http.WebServer;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Optional;

/** The fixtures behind coach's own roads, as a program for the conformance suite to talk to. */
public final class FixtureServer {
  /** The suite sends in seconds what a person's assistants send in hours. */
  private static final FloodLimits UNHURRIED = new FloodLimits(Optional.empty(), 1000, 1000, 64);

  private FixtureServer() {}

  /** Serves over HTTP and prints the address, or with the word stdio on standard input. */
  public static void main(String[] arguments) throws InterruptedException {
    PrintStream output = System.out;
    System.setOut(System.err);
    if (arguments.length == 1 && arguments[0].equals("stdio")) {
      new StdioMcp(
              Fixtures.dispatcher(),
              progress -> TestCatalog.CALLER,
              new FileInputStream(FileDescriptor.in),
              new FileOutputStream(FileDescriptor.out))
          .run();
      return;
    }
    WebServer server =
        new WebServer(
            WebServer.Settings.local(0, "http://localhost:0", UNHURRIED),
            Fixtures.dispatcher(),
            request -> TestCatalog.CALLER,
            null);
    server.start();
    output.printf("http://localhost:%d/mcp%n", server.port());
    output.flush();
    server.join();
  }
}
