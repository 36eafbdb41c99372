package coach.pages;

import coach.accounts.Session;
import coach.net.RedirectUri;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads what an app asks for at {@code /authorize}, and gives it what the person allows. */
public interface Authorization {
  /** What became of reading a request. */
  sealed interface AuthorizationOutcome {
    /**
     * The request does not even say where its answer may go; the person is told why.
     *
     * @param status of the page that says so
     * @param retrySeconds until another attempt makes sense; 0 where that would change nothing
     */
    record Wrong(int status, String sentence, int retrySeconds) implements AuthorizationOutcome {}

    /** The app made a mistake, and its proven address is told which in the query. */
    record SentBack(RedirectUri redirectUri, String location) implements AuthorizationOutcome {}

    /**
     * A request that the person may allow.
     *
     * @param name as the app gives it
     * @param vouched the host that vouches for the name, because the app's description lies there;
     *     null where any client may have chosen the name
     * @param redirectUri where the answer goes, proven to be the app's
     * @param scopes what it asks for, of {@code read} and {@code write}
     */
    record Request(
        String clientId, String name, String vouched, RedirectUri redirectUri, Set<String> scopes)
        implements AuthorizationOutcome {}
  }

  /**
   * @param parameters of the request, each once
   * @param address of the browser, which may make coach look up only so many apps
   */
  AuthorizationOutcome read(Map<String, String> parameters, String address);

  /**
   * Allows what {@link #read} has found fine with the same parameters.
   *
   * @param address of the browser
   * @param session of the browser, which may have been ended meanwhile
   * @param scopes at most those that were asked for
   * @return where the browser goes with the code, or with a refusal
   */
  String allow(Map<String, String> parameters, String address, Session session, Set<String> scopes);

  /** Refuses it; returns where the browser goes with the refusal. */
  String deny(Map<String, String> parameters, String address, UUID account);
}
