package coach.pages;

/** Pages that say what went wrong and what to do. */
final class Failures {
  private static final int RETRY_SECONDS = 5;

  private Failures() {}

  static PageResponse page(int status, String what, String advice) {
    return page(status, what, Html.of("{}", advice));
  }

  private static PageResponse page(int status, String what, Html advice) {
    return PageResponse.page(
        status,
        Layout.page(what.replaceFirst("\\.$", ""), Html.of("<h1>{}</h1><p>{}</p>", what, advice)));
  }

  static PageResponse nothingHere() {
    return page(
        404,
        "There is nothing at this address.",
        Html.of(
            "Check it, or go to the <a href=\"/\">first page</a>. Assistants connect to <code>/mcp</code>, and <a href=\"/connect\">Connect an assistant</a> says how."));
  }

  static PageResponse unavailable(String what) {
    return page(503, what, "Nothing was changed. Try again in a few seconds.")
        .with("Retry-After", Integer.toString(RETRY_SECONDS));
  }

  /**
   * For a method that an address has no use for; the caller adds {@code Allow} (RFC 9110, 15.5.6).
   */
  static PageResponse notTaken() {
    return page(405, "This address does not take that.", "Go back to the previous page.");
  }

  static PageResponse busy() {
    return unavailable("Too many users are signing in right now.");
  }

  /** Too many attempts. */
  static PageResponse tooMany(long seconds) {
    long minutes = (seconds + 59) / 60;
    String wait =
        seconds < 60 ? seconds + " seconds" : minutes == 1 ? "a minute" : minutes + " minutes";
    return page(
            429,
            "Too many attempts.",
            "Wait "
                + wait
                + ", then try again. From a device that has signed in before it may work at once.")
        .with("Retry-After", Long.toString(seconds));
  }
}
