package coach.pages;

import coach.accounts.Session;
import coach.net.RedirectUri;
import coach.pages.Authorization.AuthorizationOutcome;
import coach.pages.Authorization.AuthorizationOutcome.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a person says what an app may do. It asks every time: an app on a loopback address cannot
 * prove that it is the one that was allowed before.
 */
record ConsentPage(Authorization authorization) implements Page.WithForm {
  private static final String WRITE = "write";
  private static final String DECISION = "decision";
  private static final String MAY_WRITE = "may_write";

  /**
   * All that belongs to the request. Nothing else goes from the address into the form: an app must
   * not mislead the user who decides.
   */
  private static final Set<String> OF_REQUEST =
      Set.of(
          ("client_id redirect_uri response_type response_mode code_challenge code_challenge_method"
                  + " scope state resource")
              .split(" "));

  /** What is answered to a request that the signed-in person may allow. */
  private interface Answering {
    PageResponse answer(
        Visit visit, Session session, Map<String, String> parameters, Request request);
  }

  @Override
  public PageResponse show(Visit visit) {
    return answer(visit, visit.query(), ConsentPage::question);
  }

  @Override
  public PageResponse submit(Visit visit) {
    return answer(visit, visit.form(), this::decided);
  }

  private PageResponse answer(Visit visit, Form form, Answering answering) {
    Map<String, String> parameters = new LinkedHashMap<>(form.values());
    parameters.keySet().retainAll(OF_REQUEST);
    String again = "/authorize?" + Next.query(parameters);
    AuthorizationOutcome asked = authorization.read(parameters, visit.address());
    if (!(asked instanceof Request request)) {
      return unfit(asked, visit, again);
    }
    return visit
        .session()
        .map(session -> answering.answer(visit, session, parameters, request))
        .orElseGet(() -> PageResponse.see(Next.afterSignIn(again)));
  }

  private PageResponse decided(
      Visit visit, Session session, Map<String, String> parameters, Request request) {
    Form form = visit.form();
    boolean allowed = form.get(DECISION).equals("allow");
    List<String> scopes = new ArrayList<>(request.scopes());
    if (!form.get(MAY_WRITE).equals("yes")) {
      scopes.remove(WRITE);
    }
    String location =
        allowed
            ? authorization.allow(parameters, visit.address(), session, Set.copyOf(scopes))
            : authorization.deny(parameters, visit.address(), session.account());
    return sendBack(request.name(), allowed, location);
  }

  /**
   * No user is sent to an app's address before they have decided: any client can register an
   * address, and a link to coach must not be a link to there (RFC 9700, section 4.11.2).
   */
  private static PageResponse unfit(AuthorizationOutcome asked, Visit visit, String again) {
    if (asked instanceof AuthorizationOutcome.SentBack back) {
      return visit.session().isPresent()
          ? mistaken(back)
          : PageResponse.see(Next.afterSignIn(again));
    }
    AuthorizationOutcome.Wrong wrong = (AuthorizationOutcome.Wrong) asked;
    String what = "This app cannot be connected.";
    if (wrong.retrySeconds() > 0) {
      return Failures.page(wrong.status(), what, wrong.sentence())
          .with("Retry-After", Integer.toString(wrong.retrySeconds()));
    }
    return Failures.page(
        wrong.status(), what, wrong.sentence() + " Start again in the app, or tell its makers.");
  }

  /** The app hears of its mistake where the person chooses to go there. */
  private static PageResponse mistaken(AuthorizationOutcome.SentBack back) {
    String title = "This app's request is not supported";
    Html main =
        Html.of(
            """
            <div class="narrow">
            <h1>{}.</h1>
            <p>Nothing was allowed. Going back tells the app what was wrong; it leads to {}. If you
            did not come from there, close this window.</p>
            <p><a class="button second" id="onward" href="{}">Back to the app</a></p>
            </div>
            """,
            title,
            back.redirectUri().place(),
            back.location());
    return PageResponse.page(400, Layout.page(title, main));
  }

  /**
   * A page that leads on, not a redirect: Chromium applies form-action to every address that a form
   * ends up at, and an app may send its own browser window on to anywhere.
   */
  private static PageResponse sendBack(String name, boolean allowed, String location) {
    String title = allowed ? "Connected" : "Not connected";
    Html main =
        Html.of(
            """
            <div class="narrow">
            <h1>{}</h1>
            <p>{}</p>
            <p><a class="button" id="onward" href="{}">Back to {}</a></p>
            <p class="soft">This happens by itself. You can close the window afterwards.</p>
            </div>
            """,
            title,
            allowed
                ? "coach now answers this app. You can disconnect it in your account at any time."
                : "You denied the request, so the app has no access.",
            location,
            name);
    return PageResponse.page(Layout.leadingOn(title, location, main));
  }

  private static PageResponse question(
      Visit visit, Session session, Map<String, String> parameters, Request request) {
    Html main =
        Html.of(
            """
            <div class="narrow">
            <h1>Connect {}?</h1>
            <p>{} asks for access to your training data in coach.</p>
            {}
            <form method="post" action="/authorize" class="card">
            {}{}<h2>It wants to</h2>
            {}
            <p class="actions"><button name="{}" value="allow">Allow</button>
            <button class="second" name="{}" value="deny">Do not allow</button></p>
            </form>
            {}</div>
            """,
            request.name(),
            request.name(),
            warning(request),
            visit.proof(),
            hidden(parameters),
            wishes(request.scopes()),
            DECISION,
            DECISION,
            facts(session, request));
    return PageResponse.page(Layout.page("Connect " + request.name(), visit, session, main));
  }

  private static Html facts(Session session, Request request) {
    return Html.of(
        """
        <dl class="facts">
        <dt>Signed in as</dt><dd>{}</dd>
        <dt>Answers go to</dt><dd>{}</dd>
        <dt>The name is</dt><dd>{}</dd>
        </dl>
        """,
        session.email(),
        request.redirectUri().place(),
        request.vouched() == null
            ? "what the app calls itself"
            : "vouched for by " + request.vouched());
  }

  private static Html warning(Request request) {
    RedirectUri to = request.redirectUri();
    return Html.when(
        !to.isOnTheWeb(),
        Html.of(
            "<p class=\"warning\">{} Go on only if you have just started to connect it yourself.</p>",
            to.isOwnDevice()
                ? "This app runs on your own device, and coach cannot check which program it is."
                : "coach cannot check what opens "
                    + to.place()
                    + ": a program here or elsewhere."));
  }

  private static Html hidden(Map<String, String> parameters) {
    List<Html> fields = new ArrayList<>();
    parameters.forEach(
        (name, value) ->
            fields.add(Html.of("<input type=\"hidden\" name=\"{}\" value=\"{}\">", name, value)));
    return Html.all(fields);
  }

  private static Html wishes(Set<String> scopes) {
    Html read =
        Html.of(
            "<ul class=\"wishes\"><li>read your workouts, plans, measurements, exercises and settings</li></ul>");
    Html write =
        Html.of(
            """
            <label class="check"><input type="checkbox" name="{}" value="yes" checked>
            log, correct and delete workouts and measurements, add exercises and change settings.
            Each change is listed in your account and can be taken back for 30 days.</label>
            """,
            MAY_WRITE);
    return Html.all(read, Html.when(scopes.contains(WRITE), write));
  }
}
