package coach.auth.pages;

import coach.auth.accounts.Session;
import coach.auth.pages.Authorization.Asked;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a person says what an app may do. It asks every time: an app on a loopback address cannot
 * prove that it is the one that was allowed before.
 */
final class ConsentPage implements Page {
  private static final String WRITE = "write";
  private static final String DECISION = "decision";

  /** Ours, and no parameters of the request. */
  private static final Set<String> OWN = Set.of(Visit.PROOF, DECISION, "may_write");

  private final Authorization authorization;

  ConsentPage(Authorization authorization) {
    this.authorization = authorization;
  }

  @Override
  public boolean takesForms() {
    return true;
  }

  @Override
  public Reply show(Visit visit) {
    Map<String, String> parameters = visit.query().values();
    Asked asked = authorization.read(parameters, visit.address());
    if (!(asked instanceof Asked.Request request)) {
      return unfit(asked, visit, visit.target());
    }
    return visit
        .session()
        .map(session -> question(visit, session, parameters, request))
        .orElseGet(() -> Reply.see(Next.afterSignIn(visit.target())));
  }

  @Override
  public Reply submit(Visit visit) {
    Map<String, String> parameters = new LinkedHashMap<>(visit.form().values());
    parameters.keySet().removeAll(OWN);
    Asked asked = authorization.read(parameters, visit.address());
    String again = "/authorize?" + Next.query(parameters);
    if (!(asked instanceof Asked.Request request)) {
      return unfit(asked, visit, again);
    }
    return visit
        .session()
        .map(session -> decided(visit, session, parameters, request))
        .orElseGet(() -> Reply.see(Next.afterSignIn(again)));
  }

  private Reply decided(
      Visit visit, Session session, Map<String, String> parameters, Asked.Request request) {
    Form form = visit.form();
    boolean allowed = form.get(DECISION).equals("allow");
    List<String> scopes = new ArrayList<>(request.scopes());
    if (!form.get("may_write").equals("yes")) {
      scopes.remove(WRITE);
    }
    String location =
        allowed
            ? authorization.allow(
                parameters, visit.address(), session.account(), Set.copyOf(scopes))
            : authorization.deny(parameters, visit.address(), session.account());
    return sendBack(request.name(), allowed, location);
  }

  /**
   * Nobody is sent to an app's address before coach knows them: anybody can register an address,
   * and a link to coach must not be a link to there (RFC 9700, section 4.11.2).
   */
  private static Reply unfit(Asked asked, Visit visit, String again) {
    if (asked instanceof Asked.SentBack back) {
      return Reply.see(visit.session().isPresent() ? back.location() : Next.afterSignIn(again));
    }
    Asked.Wrong wrong = (Asked.Wrong) asked;
    String what = "This app cannot be connected.";
    if (wrong.retrySeconds() > 0) {
      return Failures.page(wrong.status(), what, wrong.sentence())
          .with("Retry-After", Integer.toString(wrong.retrySeconds()));
    }
    return Failures.page(
        wrong.status(), what, wrong.sentence() + " Start again in the app, or tell its makers.");
  }

  /**
   * A page that leads on, not a redirect: Chromium applies form-action to every address that a form
   * ends up at, and an app may send its own browser window on to anywhere.
   */
  private static Reply sendBack(String name, boolean allowed, String location) {
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
                : "Nothing was allowed, and coach answers nothing to this app.",
            Apps.checked(location),
            name);
    return Reply.page(Layout.leadingOn(title, location, main));
  }

  private static Reply question(
      Visit visit, Session session, Map<String, String> parameters, Asked.Request request) {
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
            <dl class="facts">
            <dt>Signed in as</dt><dd>{}</dd>
            <dt>Answers go to</dt><dd>{}</dd>
            <dt>The name is</dt><dd>{}</dd>
            </dl>
            </div>
            """,
            request.name(),
            request.name(),
            warning(request),
            visit.proof(),
            hidden(parameters),
            wishes(request.scopes()),
            DECISION,
            DECISION,
            session.email(),
            Apps.place(request.redirectUri()),
            request.vouched() == null
                ? "what the app calls itself"
                : "vouched for by " + request.vouched());
    return Reply.page(Layout.page("Connect " + request.name(), visit, session, main));
  }

  private static Html warning(Asked.Request request) {
    return Html.when(
        !Apps.isOnTheWeb(request.redirectUri()),
        Html.of(
            "<p class=\"warning\">This app runs on your own device, and coach cannot check which"
                + " program it is. Go on only if you have just started to connect it"
                + " yourself.</p>"));
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
            "<ul class=\"wishes\"><li>read your workouts, plans, measurements, exercises and"
                + " settings</li></ul>");
    Html write =
        Html.of(
            """
            <label class="check"><input type="checkbox" name="may_write" value="yes" checked>
            log, correct and delete workouts and measurements, add exercises and change settings.
            Each change is listed in your account and can be taken back for 30 days.</label>
            """);
    return Html.all(read, Html.when(scopes.contains(WRITE), write));
  }
}
