package coach.pages;

import coach.accounts.Accounts;
import coach.accounts.Session;
import coach.net.RedirectUri;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Everything a person can see and do about their account. */
record AccountPage(Accounts accounts) implements SignedInPage {
  private static final Map<String, String> EVENTS =
      Map.ofEntries(
          Map.entry("sign_in", "Signed in"),
          Map.entry("sign_in_failed", "Sign-in failed"),
          Map.entry("sign_out", "Signed out"),
          Map.entry("account_created", "Account made"),
          Map.entry("account_disabled", "Account disabled by the operator"),
          Map.entry("account_enabled", "Account enabled again by the operator"),
          Map.entry("password_changed", "Password changed"),
          Map.entry("password_reset", "Password set through a link"),
          Map.entry("supabase_ended", "Signed out everywhere, because Supabase says so"),
          Map.entry("data_downloaded", "Data downloaded"),
          Map.entry("app_allowed", "App allowed"),
          Map.entry("app_denied", "App refused"),
          Map.entry("app_disconnected", "App disconnected"),
          Map.entry("token_issued", "App connected"),
          Map.entry("token_refreshed", "App in use"),
          Map.entry("token_revoked", "App signed itself out"),
          Map.entry("code_replayed", "App disconnected, because its code was used twice"),
          Map.entry("refresh_replayed", "App disconnected, because its token was used twice"));

  private static final Map<String, String> DONE =
      Map.of(
          "password", "Your password has been changed.",
          "app", "The app is disconnected. Its next request will be refused.");

  @Override
  public PageResponse show(Visit visit, Session session) {
    int page = page(visit.query().get("page"));
    JsonNode account = accounts.read(session, page);
    MomentFormat moments = MomentFormat.in(account.path("time_zone").textValue());
    String done = DONE.getOrDefault(visit.query().get("done"), "");
    Html main =
        Html.of(
            """
            <h1>Your account</h1>
            {}<p>{}<br><span class="soft">{}</span></p>
            {}{}{}{}{}
            """,
            Html.when(!done.isEmpty(), Html.of("<p class=\"note\" role=\"status\">{}</p>", done)),
            session.name(),
            session.email(),
            apps(account.get("apps"), moments, visit),
            data(),
            signIn(session, account.get("browsers").intValue()),
            events(account.get("events"), page, moments),
            deletion());
    return PageResponse.page(Layout.page("Your account", visit, session, main));
  }

  private static Html apps(JsonNode apps, MomentFormat moments, Visit visit) {
    List<Html> rows = new ArrayList<>();
    apps.forEach(app -> rows.add(app(app, moments, visit)));
    Html list =
        rows.isEmpty()
            ? Html.of("<p>None yet. <a href=\"/connect\">Connect an assistant</a>.</p>")
            : Html.of("<ul class=\"rows\">{}</ul>", rows);
    return section("apps", "Connected apps", list);
  }

  private static Html app(JsonNode app, MomentFormat moments, Visit visit) {
    Set<String> places = new TreeSet<>();
    app.get("redirect_uris").forEach(uri -> places.add(RedirectUri.place(uri.textValue())));
    String name = app.get("name").textValue();
    return Html.of(
        """
        <li><div><h3>{}</h3>
        <p class="soft">{} · leads to {}<br>Connected {} · last used {}</p></div>
        <form method="post" action="/account/disconnect">{}<input type="hidden" name="client" value="{}">
        <button class="second" aria-label="Disconnect {}">Disconnect</button></form></li>
        """,
        name,
        app.get("may_write").booleanValue() ? "Reads and changes your data" : "Reads your data",
        String.join(", ", places),
        moments.show(app.get("since").textValue()),
        moments.show(app.get("last_used_at").textValue()),
        visit.proof(),
        app.get("client_id").textValue(),
        name);
  }

  private static Html data() {
    return section(
        "data",
        "Your data",
        Html.of(
            """
            <p>Everything that is yours, to keep or to take to another coach.</p>
            <p class="actions"><a class="button second" href="/account/export.json" download>Download all (JSON)</a>
            <a class="button second" href="/account/export.csv" download>Sets for a spreadsheet (CSV)</a></p>
            """));
  }

  private static Html signIn(Session session, int browsers) {
    String where =
        browsers == 1
            ? "Only this browser is signed in."
            : "%d browsers are signed in.".formatted(browsers);
    return section(
        "sign-in",
        "Sign-in",
        Html.of(
            "<p>{}</p>{}",
            where,
            session.hasPassword()
                ? Html.of(
                    "<p><a class=\"button second\" href=\"/account/password\">Change your password</a></p>")
                : Html.of(
                    "<p>You sign in through Supabase; coach keeps no password of yours.</p>")));
  }

  /** Counted from 1 in the address, from 0 inside. */
  private static int page(String number) {
    return number.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(number) - 1 : 0;
  }

  private static Html events(JsonNode events, int page, MomentFormat moments) {
    List<Html> rows = new ArrayList<>();
    for (JsonNode event : events) {
      if (rows.size() == Accounts.EVENTS) {
        break;
      }
      rows.add(
          Html.of(
              "<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n",
              moments.show(event.get("at").textValue()),
              words(event),
              event.path("client").asText("").replace("null", "")));
    }
    return section(
        "events",
        "Activity",
        Html.of(
            """
            <p class="soft">Sign-ins, apps and changes of 400 days, newest first. {}</p>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="events"><table>
            <thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">App</th></tr></thead>
            <tbody>{}</tbody></table></div>
            {}
            """,
            moments.words(),
            rows,
            turning(page, events.size() > Accounts.EVENTS)));
  }

  private static Html turning(int page, boolean more) {
    Html newer = Html.of("<a href=\"/account?page={}#events\">Newer</a>", page);
    Html older = Html.of("<a href=\"/account?page={}#events\">Older</a>", page + 2);
    return Html.of(
        "<p class=\"actions\">{}{}</p>", Html.when(page > 0, newer), Html.when(more, older));
  }

  private static String words(JsonNode event) {
    String kind = event.get("kind").textValue();
    if (kind.equals("change")) {
      return "Data changed: " + event.get("summary").textValue();
    }
    String words = EVENTS.get(kind);
    if (words == null) {
      String plain = kind.replace('_', ' ');
      return plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1);
    }
    String way = event.path("way").textValue();
    return way == null || way.equals("password") ? words : words + " through " + way(way);
  }

  private static String way(String way) {
    return way.equals("link") ? "a one-time link" : way;
  }

  private static Html deletion() {
    return section(
        "deletion",
        "Leave",
        Html.of(
            """
            <p>Deletes your account and everything in it, at once and for good.</p>
            <p><a class="button second" href="/account/delete">Delete account and data</a></p>
            """));
  }

  private static Html section(String id, String title, Html content) {
    return Html.of(
        "<section aria-labelledby=\"{}\"><h2 id=\"{}\">{}</h2>{}</section>\n",
        id,
        id,
        title,
        content);
  }

  /** Shows moments in the lifter's own time zone. */
  private record MomentFormat(ZoneId zone) {
    private static final DateTimeFormatter SHOWN =
        DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);

    /** Of a zone as IANA names it; null or an unknown one is UTC. */
    static MomentFormat in(String zone) {
      try {
        return new MomentFormat(zone == null ? ZoneOffset.UTC : ZoneId.of(zone));
      } catch (DateTimeException unknown) {
        return new MomentFormat(ZoneOffset.UTC);
      }
    }

    /** A moment as PostgreSQL writes it into JSON. */
    Html show(String moment) {
      OffsetDateTime at = OffsetDateTime.parse(moment);
      return Html.of(
          "<time datetime=\"{}\">{}</time>",
          at.toInstant(),
          SHOWN.format(at.atZoneSameInstant(zone)));
    }

    /** What the reader must know about the moments of a page. */
    String words() {
      return zone.equals(ZoneOffset.UTC) ? "Times are UTC." : "Times are of " + zone.getId() + ".";
    }
  }
}
