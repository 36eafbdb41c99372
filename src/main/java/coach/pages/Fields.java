package coach.pages;

import coach.accounts.PasswordRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of one form with what is wrong about them, so that a screen reader finds both. */
final class Fields {
  private final Map<String, String> faults = new LinkedHashMap<>();

  /** Says what is wrong with a field; only the first fault of a field is kept. */
  void fault(String field, String sentence) {
    faults.putIfAbsent(field, sentence);
  }

  boolean areFine() {
    return faults.isEmpty();
  }

  /** What is wrong, above the form, each linked to its field. */
  Html summary() {
    if (faults.isEmpty()) {
      return Html.NONE;
    }
    List<Html> items = new ArrayList<>();
    faults.forEach(
        (field, sentence) ->
            items.add(Html.of("<li><a href=\"#{}\">{}</a></li>", field, sentence)));
    return Html.of(
        """
        <div class="faults" role="alert" tabindex="-1" autofocus>
        <h2>Please look at this</h2>
        <ul>{}</ul>
        </div>
        """,
        items);
  }

  /** The title of the page with the form; it says so where something is wrong. */
  String title(String title) {
    return faults.isEmpty() ? title : "Error: " + title;
  }

  /**
   * A labelled field.
   *
   * @param kind a type of HTML's input, such as {@code email}
   * @param autocomplete what a browser may fill in, in HTML's words
   * @param hint said below the label, may be empty
   */
  Html input(
      String name, String label, String kind, String value, String autocomplete, String hint) {
    String fault = faults.get(name);
    List<String> described = new ArrayList<>();
    if (!hint.isEmpty()) {
      described.add(name + "-hint");
    }
    if (fault != null) {
      described.add(name + "-fault");
    }
    return Html.of(
        "<div class=\"field\"><label for=\"{}\">{}</label>{}{}<input id=\"{}\" name=\"{}\""
            + " type=\"{}\" value=\"{}\" autocomplete=\"{}\" required{}{}></div>\n",
        name,
        label,
        note(name + "-hint", "hint", hint),
        note(name + "-fault", "fault", fault == null ? "" : fault),
        name,
        name,
        kind,
        value,
        autocomplete,
        described.isEmpty()
            ? Html.NONE
            : Html.of(" aria-describedby=\"{}\"", String.join(" ", described)),
        fault == null ? Html.NONE : Html.of(" aria-invalid=\"true\""));
  }

  /** The two fields in which a new password is chosen, twice, because what is typed is hidden. */
  Html newPassword() {
    String hint =
        "At least %d characters. A few words in a row are easy to remember."
            .formatted(PasswordRule.SHORTEST);
    return Html.all(
        input("password", "New password", "password", "", "new-password", hint),
        input("again", "Repeat the password", "password", "", "new-password", ""));
  }

  /** Notes what is wrong with the new password that was typed. */
  void checkNewPassword(Form form, String email) {
    PasswordRule.fault(form.get("password"), email)
        .ifPresent(sentence -> fault("password", sentence));
    if (!form.get("password").equals(form.get("again"))) {
      fault("again", "The two passwords differ. Type the same one twice.");
    }
  }

  private static Html note(String id, String kind, String text) {
    return text.isEmpty() ? Html.NONE : Html.of("<p id=\"{}\" class=\"{}\">{}</p>", id, kind, text);
  }
}
