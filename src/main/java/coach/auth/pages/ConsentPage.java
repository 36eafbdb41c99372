package coach.auth.pages;

import coach.Caller;
import coach.auth.AuthorizationCodes;
import coach.auth.AuthorizeRefusal;
import coach.auth.AuthorizeRequest;
import coach.auth.AuthorizeRequests;
import coach.auth.Client;
import coach.auth.accounts.Session;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a person says what an app may do. It asks every time: an app on a loopback address cannot
 * prove that it is the one that was allowed before.
 */
final class ConsentPage implements Page {
  private static final String DECISION = "decision";
  private static final String MAY_WRITE = "may_write";

  /** Ours, and no parameters of the request. */
  private static final Set<String> OWN = Set.of(Visit.PROOF, DECISION, MAY_WRITE);

  private final AuthorizeRequests requests;
  private final AuthorizationCodes codes;

  ConsentPage(AuthorizeRequests requests, AuthorizationCodes codes) {
    this.requests = requests;
    this.codes = codes;
  }

  @Override
  public boolean takesForms() {
    return true;
  }

  @Override
  public Reply show(Visit visit) {
    Map<String, String> parameters = visit.query().values();
    try {
      AuthorizeRequest request = requests.read(parameters, visit.address());
      return visit
          .session()
          .map(session -> question(visit, session, parameters, request))
          .orElseGet(() -> Reply.see(Next.afterSignIn(visit.target())));
    } catch (AuthorizeRefusal refused) {
      return refused.redirect().map(Reply::see).orElseGet(() -> unfit(refused));
    }
  }

  @Override
  public Reply submit(Visit visit) {
    Map<String, String> parameters = new LinkedHashMap<>(visit.form().values());
    parameters.keySet().removeAll(OWN);
    try {
      AuthorizeRequest request = requests.read(parameters, visit.address());
      return visit
          .session()
          .map(session -> decided(visit.form(), session, request))
          .orElseGet(() -> Reply.see(Next.afterSignIn("/authorize?" + Next.query(parameters))));
    } catch (AuthorizeRefusal refused) {
      return refused
          .redirect()
          .map(location -> sendBack("the app", false, location))
          .orElseGet(() -> unfit(refused));
    }
  }

  private Reply decided(Form form, Session session, AuthorizeRequest request) {
    boolean allowed = form.get(DECISION).equals("allow");
    Set<String> scopes = new TreeSet<>(request.scopes());
    if (!form.get(MAY_WRITE).equals("yes") && scopes.contains(Caller.READ)) {
      scopes.remove(Caller.WRITE);
    }
    String location = allowed ? codes.grant(request, session.account(), scopes) : request.denied();
    return sendBack(request.client().name(), allowed, location);
  }

  private static Reply unfit(AuthorizeRefusal refused) {
    return Failures.page(
        refused.status(),
        "This app cannot be connected.",
        refused.getMessage() + " Start again in the app, or tell its makers.");
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
      Visit visit, Session session, Map<String, String> parameters, AuthorizeRequest request) {
    Client app = request.client();
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
            app.name(),
            app.name(),
            warning(request),
            visit.proof(),
            hidden(parameters),
            wishes(request.scopes()),
            DECISION,
            DECISION,
            session.email(),
            Apps.place(request.redirectUri()),
            app.isDocument()
                ? "vouched for by " + URI.create(app.id()).getHost()
                : "what the app calls itself");
    return Reply.page(Layout.page("Connect " + app.name(), visit, session, main));
  }

  private static Html warning(AuthorizeRequest request) {
    return Html.when(
        !Apps.isOnTheWeb(request.redirectUri()),
        Html.of(
            "<p class=\"warning\">This app runs on your own device, and coach cannot check which program it is. Go on only if you have just started to connect it yourself.</p>"));
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
            <label class="check"><input type="checkbox" name="may_write" value="yes" checked>
            log, correct and delete workouts and measurements, add exercises and change settings.
            Each change is listed in your account and can be taken back for 30 days.</label>
            """);
    return Html.all(read, Html.when(scopes.contains(Caller.WRITE), write));
  }
}
