package coach.pages;

import coach.accounts.Session;

/** The frame around every page: title, landmarks, a way past the navigation. */
final class Layout {
  /** A bar with two plates on either side. */
  private static final String ICON =
      "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
          + "%3Cpath fill='%23146c54' d='M2 14h28v4H2zM6 8h4v16H6zM22 8h4v16h-4z'/%3E%3C/svg%3E";

  private Layout() {}

  /** A page for a user who is not signed in. */
  static Html page(String title, Html main) {
    return page(title, Html.NONE, Html.NONE, main);
  }

  /** A page for a user who is. */
  static Html page(String title, Visit visit, Session session, Html main) {
    return page(title, navigation(visit, session), Html.NONE, main);
  }

  /** A page that leads on to another by itself. */
  static Html leadingOn(String title, String address, Html main) {
    Html refresh = Html.of("<meta http-equiv=\"refresh\" content=\"0;url={}\">", address);
    return page(title, Html.NONE, refresh, main);
  }

  private static Html page(String title, Html navigation, Html head, Html main) {
    return Html.of(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{} – coach</title>
        {}<link rel="icon" href="{}">
        <link rel="stylesheet" href="/style.css">
        </head>
        <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header>
        <a class="brand" href="/">coach</a>
        {}</header>
        <main id="main">
        {}
        </main>
        </body>
        </html>
        """,
        title,
        head,
        Html.of("{}", ICON),
        navigation,
        main);
  }

  private static Html navigation(Visit visit, Session session) {
    return Html.of(
        """
        <nav aria-label="Your account">
        <a href="/account" title="{}">Account</a>
        <a href="/connect">Connect</a>
        <form method="post" action="/signout">{}<button class="plain">Sign out</button></form>
        </nav>
        """,
        session.email(),
        visit.proof());
  }
}
