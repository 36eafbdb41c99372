package coach.pages;

import coach.accounts.Sessions;
import java.net.URI;

/**
 * What all pages of one server share.
 *
 * @param requestId the request attribute under which the log's id of a request is kept
 */
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
}
