package coach.accounts;

import coach.accounts.SignIn.Verifier;
import coach.accounts.SupabaseAuth.Person;
import coach.db.ServerStatements;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The people whom Supabase vouches for: their account's id is Supabase's, so that rows that exist
 * already belong to the right person.
 */
public record People(ServerStatements statements, SupabaseAuth supabase) implements Verifier {
  @Override
  public Optional<Proof> verify(String email, String password, JsonNode known) {
    return supabase.password(email, password).map(person -> new Proof(meet(person), null));
  }

  /**
   * A person's account, made if need be. Throws {@link SignInTrouble} for another's e-mail, and for
   * none where there is no account yet.
   */
  public UUID meet(Person person) {
    meet(statements, person);
    return person.id();
  }

  /** The same for whom Supabase's own token names. */
  public static void meet(ServerStatements statements, Person person) {
    JsonNode met =
        statements.run(
            "meet_person",
            Map.of(
                "app_user_id", person.id().toString(),
                "name", person.name(),
                "email", person.email()));
    if (!met.get("there").booleanValue()) {
      throw new SignInTrouble(
          person.email().isEmpty()
              ? SupabaseAuth.NO_EMAIL
              : "Your e-mail address belongs to another account in this database. The operator must correct the table app_user.");
    }
  }
}
