package coach.auth.pages;

/** The sign-ins that a Supabase project offers besides the password. */
final class SupabasePages {
  /** Links to the sign-ins that are switched on. */
  Html links(String next) {
    return Html.of("");
  }
}
