package coach.oauth;

import java.net.URI;

/** Fetches what an app says of itself from wherever it says so, and from nowhere else. */
@FunctionalInterface
public interface DocumentSource {
  /** Where there is no way out: no document is ever fetched. */
  DocumentSource NONE =
      address -> {
        throw new Unavailable("documents are not fetched here");
      };

  /** What was answered; either header is null where there was none. */
  record Document(int status, String contentType, String cacheControl, byte[] body) {}

  /** Nothing was answered that could be used; the message is for the log. */
  class Unavailable extends Exception {
    private static final long serialVersionUID = 1L;

    public Unavailable(String reason) {
      super(reason);
    }
  }

  /** Nothing was asked, because too many documents are being fetched; later it may be. */
  final class Busy extends Unavailable {
    private static final long serialVersionUID = 1L;

    public Busy() {
      super("too many at once");
    }
  }

  /**
   * One GET, without redirects, credentials or anything else of ours, to public addresses only.
   *
   * @param address https
   * @throws Unavailable also where more came than is read, or it took too long
   */
  Document fetch(URI address) throws Unavailable;
}
