package coach.pages;

import coach.accounts.Sessions;
import java.net.URI;

/**
 * What all pages of one server share.
 *
 * @param requestId the request attribute under which the log's id of a request is kept
 */
record Site(URI serverUrl, Cookies cookies, Origins origins, Sessions sessions, String requestId) {}
