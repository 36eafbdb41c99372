package coach.pages;

import coach.accounts.Sessions;
import coach.net.WebAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;

/** What all pages share; a request has its id in the log under the attribute {@code requestId}. */
record Site(URI serverUrl, Cookies cookies, Origins origins, Sessions sessions, String requestId) {
  /** Ends the browser's session, if it has one, and sends it on. */
  PageResponse signedOut(Visit visit, String next) {
    visit.session().ifPresent(sessions::end);
    return gone(next);
  }

  /** Sends a browser on whose session is gone. */
  PageResponse gone(String next) {
    return PageResponse.see(next).cookie(cookies.clear(Cookies.SESSION));
  }

  /**
   * Tells forms sent by our own pages from those of others by what browsers themselves say; the
   * second lock besides the hidden field.
   */
  static final class Origins {
    private final String own;
    private final boolean local;

    /** Local where only this machine reaches the server, under several names. */
    Origins(URI serverUrl, boolean local) {
      own = WebAddress.origin(serverUrl);
      this.local = local;
    }

    /** A browser that says nothing about where a form came from is left to the hidden field. */
    boolean isOwn(HttpServletRequest request) {
      String site = request.getHeader("Sec-Fetch-Site");
      if (site != null && !site.equals("same-origin") && !site.equals("none")) {
        return false;
      }
      String origin = request.getHeader("Origin");
      if (origin == null) {
        return true;
      }
      String named = origin.toLowerCase(Locale.ROOT);
      // HTTP/1.0 knows requests without a host.
      String host = String.valueOf(request.getHeader("Host")).toLowerCase(Locale.ROOT);
      return named.equals(own) || (local && named.equals("http://" + host));
    }
  }
}
