package coach.pages;

import coach.accounts.Passwords;
import coach.accounts.Session;
import coach.accounts.SignInTrouble;
import coach.accounts.Token;
import coach.db.DatabaseException;
import coach.net.MediaType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that holds for every page: who is signed in, which forms are taken, which headers keep
 * the page from being framed, scripted or stored, and what is said when something goes wrong.
 */
final class PageServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(PageServlet.class);

  static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
          + " frame-ancestors 'none'; base-uri 'none'";

  private final transient Page page;
  private final transient Site site;

  PageServlet(Page page, Site site) {
    this.page = page;
    this.site = site;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      send(answer(request), response);
    } catch (IOException | RuntimeException failed) {
      if (response.isCommitted()) {
        throw failed;
      }
      response.reset();
      send(failure(failed, request), response);
    }
  }

  private PageResponse answer(HttpServletRequest request) throws IOException {
    boolean posted = request.getMethod().equals("POST");
    boolean looked = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    boolean takesForms = page instanceof Page.WithForm;
    boolean shows = !(page instanceof Page.FormOnly);
    if (!(posted && takesForms) && !(looked && shows)) {
      String allowed = (shows ? "GET, HEAD" : "") + (takesForms ? ", POST" : "");
      return Failures.notTaken().with("Allow", allowed.replaceFirst("^, ", ""));
    }
    if (posted && !site.origins().isOwn(request)) {
      return foreignForm();
    }
    try {
      return posted ? submitted(request) : shown(request);
    } catch (Form.Unusable unusable) {
      PageResponse reply =
          Failures.page(
              400, "coach cannot read what was sent.", "Go back, reload the page and try again.");
      // What never came ends the connection, and a browser that is not told reuses it in vain.
      boolean open = posted && !request.getInputStream().isFinished();
      return open ? reply.with("Connection", "close") : reply;
    }
  }

  private PageResponse shown(HttpServletRequest request) throws IOException, Form.Unusable {
    Visit visit = visit(request, Form.EMPTY);
    PageResponse reply = page.show(visit);
    boolean known =
        visit.session().isPresent() || site.cookies().read(request, Cookies.FORMS).isPresent();
    return known ? reply : reply.cookie(site.cookies().set(Cookies.FORMS, visit.formKey(), -1));
  }

  private PageResponse submitted(HttpServletRequest request) throws IOException, Form.Unusable {
    if (!MediaType.of(request.getContentType()).equals(MediaType.FORM)) {
      throw Form.Unusable.type();
    }
    Visit visit = visit(request, Form.read(request.getInputStream()));
    return visit.isProved() ? ((Page.WithForm) page).submit(visit) : foreignForm();
  }

  private static PageResponse foreignForm() {
    return Failures.page(
        403, "This form has expired.", "Go back, reload the page and send the form again.");
  }

  private Visit visit(HttpServletRequest request, Form form) throws Form.Unusable {
    Optional<Session> session =
        site.cookies().read(request, Cookies.SESSION).flatMap(site.sessions()::find);
    String formKey =
        session
            .map(Session::token)
            .or(() -> site.cookies().read(request, Cookies.FORMS))
            .orElseGet(Token::random);
    String query = request.getQueryString();
    return new Visit(
        request.getRequestURI() + (query == null ? "" : "?" + query),
        Form.parse(query),
        form,
        session,
        formKey,
        request.getRemoteAddr(),
        site.cookies().read(request, Cookies.AWAY));
  }

  private PageResponse failure(Exception failed, HttpServletRequest request) {
    if (failed instanceof Passwords.Busy) {
      return Failures.busy();
    }
    if (failed instanceof DatabaseException database
        && database.kind() == DatabaseException.Kind.UNAVAILABLE) {
      return Failures.unavailable("coach cannot reach its database right now.");
    }
    if (failed instanceof SignInTrouble trouble) {
      return trouble.isPassing()
          ? Failures.unavailable(trouble.getMessage())
          : Failures.page(403, "You cannot be signed in.", trouble.getMessage());
    }
    Object id = request.getAttribute(site.requestId());
    log.error("page={} outcome=failed request={}", request.getServletPath(), id, failed);
    return Failures.page(
        500, "Something went wrong in coach.", "Give the operator this request id: " + id + ".");
  }

  private static void send(PageResponse reply, HttpServletResponse response) throws IOException {
    response.setStatus(reply.status());
    response.setHeader("Content-Security-Policy", POLICY);
    // Not no-referrer: with that, browsers send forms with the origin "null".
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Cache-Control", "no-store");
    reply.headers().forEach(response::setHeader);
    reply.cookies().forEach(cookie -> response.addHeader("Set-Cookie", cookie));
    reply.body().write(response.getOutputStream());
  }
}
