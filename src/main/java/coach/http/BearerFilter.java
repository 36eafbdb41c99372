package coach.http;

import coach.Caller;
import coach.db.DatabaseException;
import coach.mcp.CallerSource;
import coach.mcp.HttpMcp;
import coach.oauth.HttpAuth;
import coach.oauth.HttpAuth.Challenge;
import coach.oauth.OAuthError;
import coach.oauth.TokenVerifier.CannotTell;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses requests without a valid token before a byte of the body is read (RFC 6750). Who cannot
 * be told now is neither let in nor sent away: a client that hears 401 signs in again.
 */
final class BearerFilter extends HttpFilter implements CallerSource {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(BearerFilter.class);
  private static final String CALLER = "coach.caller";
  private static final Pattern BEARER =
      Pattern.compile("Bearer +([A-Za-z0-9._~+/-]+=*) *", Pattern.CASE_INSENSITIVE);
  private static final Pattern IN_QUERY = Pattern.compile("(?:^|&)access_token(?:=|&|$)");
  private static final int RETRY_SECONDS = 5;
  private static final int MOST_ACCOUNTS = 10_000;

  private final transient HttpAuth auth;
  private final transient TokenBuckets accounts;
  private final transient Shares inWork;

  BearerFilter(HttpAuth auth, FloodLimits limits) {
    this.auth = auth;
    accounts =
        new TokenBuckets(
            limits.perSecond(), limits.accountBurst(), MOST_ACCOUNTS, System::nanoTime);
    inWork = new Shares(limits.concurrent());
  }

  @Override
  public Caller of(HttpServletRequest request) {
    return (Caller) request.getAttribute(CALLER);
  }

  @Override
  public Set<String> scopes(HttpServletRequest request) {
    return of(request).scopes();
  }

  @Override
  public String challenge(HttpServletRequest request, int status) {
    Challenge challenge = new Challenge(auth, request.getServerName());
    return status == 403 ? challenge.insufficientScope() : challenge.signedOut();
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getMethod().equals("OPTIONS")) {
      chain.doFilter(request, response);
      return;
    }
    Challenge challenge = new Challenge(auth, request.getServerName());
    try {
      String token = token(request);
      if (token == null) {
        refuse(
            request, response, 401, challenge.withoutToken(), "Sign in first: no token was sent.");
        return;
      }
      request.setAttribute(CALLER, auth.tokens().verify(token));
    } catch (OAuthError refused) {
      log.info("token outcome=refused code={} request={}", refused.code(), id(request));
      refuse(request, response, refused.status(), challenge.refused(refused), refused.getMessage());
      return;
    } catch (DatabaseException | CannotTell unknown) {
      log.warn("token outcome=unknown cause={} request={}", unknown.getMessage(), id(request));
      response.setHeader("Retry-After", Integer.toString(RETRY_SECONDS));
      Problem.write(
          request, response, 503, "coach cannot check tokens now. Try again in 5 seconds.");
      return;
    }
    withinLimit(request, response, chain);
  }

  private void withinLimit(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String account = of(request).user().toString();
    int seconds = accounts.take(account);
    if (seconds > 0) {
      Throttle.refuse(request, response, seconds, "This account sends too many requests.");
    } else if (!inWork.enter(account)) {
      Throttle.refuse(request, response, 1, "Too many requests of this account are in progress.");
    } else {
      try {
        chain.doFilter(request, response);
      } finally {
        inWork.leave(account);
      }
    }
  }

  private static void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String challenge,
      String sentence)
      throws IOException {
    response.setHeader("WWW-Authenticate", challenge);
    Problem.write(request, response, status, sentence);
  }

  /** The token, or null where none was sent. */
  private static String token(HttpServletRequest request) {
    String query = request.getQueryString();
    if (query != null && IN_QUERY.matcher(query).find()) {
      throw new OAuthError(
          400,
          "invalid_request",
          "URLs end up in logs: send the token in the Authorization header only.");
    }
    List<String> headers = Collections.list(request.getHeaders("Authorization"));
    if (headers.isEmpty() || !headers.get(0).regionMatches(true, 0, "Bearer", 0, 6)) {
      return null;
    }
    Matcher bearer = BEARER.matcher(headers.get(0));
    if (headers.size() > 1 || !bearer.matches()) {
      throw new OAuthError(
          400, "invalid_request", "Send one Authorization header: Bearer and the token.");
    }
    return bearer.group(1);
  }

  private static Object id(HttpServletRequest request) {
    return request.getAttribute(HttpMcp.REQUEST_ID);
  }
}
