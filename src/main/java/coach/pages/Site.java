package coach.pages;

import coach.accounts.Sessions;
import java.net.URI;

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
}
