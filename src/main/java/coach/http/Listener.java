package coach.http;

import java.net.InetAddress;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Where connections come in, who works on them, and what they may cost at most. */
final class Listener {
  /** For health checks, for what is refused and for Jetty itself. */
  private static final int FREE_THREADS = 32;

  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int IDLE_MILLISECONDS = 60_000;

  static {
    // Else Jetty starts all of Java's management to ask how long a reference is.
    System.getProperties().putIfAbsent("org.eclipse.jetty.util.referencesPerCacheLine", "16");
  }

  private Listener() {}

  /** As many threads as calls and other requests may be in work, and some. */
  static QueuedThreadPool threads(int concurrentCalls) {
    QueuedThreadPool threads = new QueuedThreadPool(2 * concurrentCalls + FREE_THREADS, 4);
    threads.setName("coach-http");
    threads.setDaemon(true);
    threads.setStopTimeout(1_000);
    // Null where the runtime has none, which the pool accepts.
    threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    return threads;
  }

  static ServerConnector connector(Server server, InetAddress bind, int port) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(bind.getHostAddress());
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLISECONDS);
    return connector;
  }
}
