package coach.pages;

/** Ends the browser's session; nothing to look at. */
record SignOutPage(Site site) implements Page {
  @Override
  public boolean shows() {
    return false;
  }

  @Override
  public boolean takesForms() {
    return true;
  }

  @Override
  public PageResponse show(Visit visit) {
    return Failures.notTaken();
  }

  @Override
  public PageResponse submit(Visit visit) {
    visit.session().ifPresent(site.sessions()::end);
    return gone(site, "/");
  }

  /** Sends the signed-out browser on. */
  static PageResponse gone(Site site, String next) {
    return PageResponse.see(next).cookie(site.cookies().clear(Cookies.SESSION));
  }
}
