package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.db.ExistingDatabase.Catalogue;
import coach.postgres.TestServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The fixture of an existing database has the structure that was read from the real one, object for
 * object: a fixture that repeats our own mistakes makes every other test of it worthless.
 */
@ParameterizedClass
@EnumSource
class ExistingSchemaTest {
  @Parameter TestServer server;
  private ExistingDatabase existing;

  @BeforeEach
  void create() throws Exception {
    existing = ExistingDatabase.on(server, Catalogue.SMALL);
  }

  @AfterEach
  void drop() {
    existing.close();
  }

  @Test
  void theFixtureIsTheRealThing() throws Exception {
    List<String> facts = facts();
    assertTrue(facts.size() > 500, "schema.json was read: " + facts.size() + " facts");
    assertEquals("", differences(facts, structure()));
  }

  @Test
  void aFixtureThatDriftsIsNoticed() throws Exception {
    existing.execute(
        """
        alter table public.exercise_category rename category_id to exercise_category_id;
        alter table public.performed_session
          drop constraint performed_session_app_user_id_fkey,
          add foreign key (app_user_id) references public.app_user (app_user_id) on delete cascade;
        alter view public.base_exercise_full set (security_invoker = on);
        drop policy "Users come by signing up" on public.app_user;
        create policy "Admins see all" on public.plan as restrictive for select to anon using (true);
        alter table public.plan alter name drop not null, alter name set default 'Plan';
        drop index public.performed_exercise_performed_session_id_idx;
        alter function public.is_admin(uuid) security invoker;
        drop trigger backfill_username on public.app_user;
        create type public.force as enum ('push', 'pull');""");
    assertEquals(
        """
        missing: function: is_admin(user_id uuid) returns boolean security definer
        missing: table app_user, policy: INSERT to {anon,authenticated} permissive
        missing: table app_user, trigger: BEFORE INSERT ON public.app_user FOR EACH ROW EXECUTE FUNCTION backfill_username_on_insert()
        missing: table base_exercise, constraint: FOREIGN KEY (category_id) REFERENCES exercise_category(category_id)
        missing: table exercise_category, column category_id: uuid not null default uuid_generate_v1mc()
        missing: table exercise_category, constraint: PRIMARY KEY (category_id)
        missing: table exercise_category, order of columns: category_id, name, display_name, description, created_at
        missing: table performed_exercise, index: btree (performed_session_id)
        missing: table performed_session, constraint: FOREIGN KEY (app_user_id) REFERENCES app_user(app_user_id)
        missing: table plan, column name: text not null
        missing: view base_exercise_full, security_invoker: false
        too much: enum: force
        too much: function: is_admin(user_id uuid) returns boolean
        too much: table base_exercise, constraint: FOREIGN KEY (category_id) REFERENCES exercise_category(exercise_category_id)
        too much: table exercise_category, column exercise_category_id: uuid not null default uuid_generate_v1mc()
        too much: table exercise_category, constraint: PRIMARY KEY (exercise_category_id)
        too much: table exercise_category, order of columns: exercise_category_id, name, display_name, description, created_at
        too much: table performed_session, constraint: FOREIGN KEY (app_user_id) REFERENCES app_user(app_user_id) ON DELETE CASCADE
        too much: table plan, column name: text default 'Plan'::text
        too much: table plan, policy: SELECT to {anon} restrictive
        too much: view base_exercise_full, security_invoker: true""",
        differences(facts(), structure()));
  }

  @Test
  void itsOwnerIsNoSuperuserAndCannotTouchWhatSupabaseKeeps() throws Exception {
    assertEquals(List.of("off"), existing.rows("show is_superuser"));
    for (String attempt :
        List.of(
            "create table auth.mine (id int)",
            "insert into auth.users (id) values (gen_random_uuid())",
            "alter table auth.users disable row level security",
            "create or replace function auth.uid() returns uuid language sql as 'select null::uuid'",
            "create role mighty bypassrls")) {
      try (CallerSession owner = existing.owner()) {
        assertEquals("42501", owner.attempt(attempt), attempt);
      }
    }
  }

  private List<String> structure() throws Exception {
    return existing.rows(ExistingTemplate.text("read_schema"));
  }

  /** Both ways, each thing as often as it is there; empty where nothing differs. */
  private static String differences(List<String> wanted, List<String> found) {
    List<String> missing = new ArrayList<>(wanted);
    found.forEach(missing::remove);
    List<String> surplus = new ArrayList<>(found);
    wanted.forEach(surplus::remove);
    return String.join(
        "\n",
        Stream.concat(
                missing.stream().sorted().map(fact -> "missing: " + fact),
                surplus.stream().sorted().map(fact -> "too much: " + fact))
            .toList());
  }

  /** What schema.json says, a line each, as read_schema.sql words it. */
  private static List<String> facts() throws Exception {
    JsonNode schema;
    try (InputStream file = ExistingSchemaTest.class.getResourceAsStream("/existing/schema.json")) {
      schema = new ObjectMapper().readTree(file);
    }
    List<String> facts = new ArrayList<>();
    schema.get("tables").properties().forEach(t -> table(t.getKey(), t.getValue(), facts));
    schema.get("views").properties().forEach(v -> view(v.getKey(), v.getValue(), facts));
    schema.get("functions").forEach(f -> facts.add("function: " + f.textValue()));
    schema.get("domains").forEach(d -> facts.add("domain: " + d.textValue()));
    schema.get("enums").forEach(e -> facts.add("enum: " + e.textValue()));
    return facts;
  }

  private static void table(String name, JsonNode table, List<String> facts) {
    String start = "table " + name + ", ";
    facts.add(start + "row security: " + table.get("row_security").booleanValue());
    List<String> columns = new ArrayList<>();
    for (var column : table.get("columns").properties()) {
      columns.add(column.getKey());
      facts.add(start + "column " + column.getKey() + ": " + column.getValue().textValue());
    }
    facts.add(start + "order of columns: " + String.join(", ", columns));
    table.path("constraints").forEach(c -> facts.add(start + "constraint: " + c.textValue()));
    table.path("indexes").forEach(i -> facts.add(start + "index: " + i.textValue()));
    table.path("policies").forEach(p -> facts.add(start + "policy: " + p.textValue()));
    table.path("triggers").forEach(t -> facts.add(start + "trigger: " + t.textValue()));
  }

  private static void view(String name, JsonNode view, List<String> facts) {
    String start = "view " + name + ", ";
    facts.add(start + "security_invoker: " + view.get("security_invoker").booleanValue());
    List<String> columns = List.of(view.get("columns").textValue().split(", "));
    columns.forEach(column -> facts.add(start + "column: " + column));
    List<String> names = columns.stream().map(column -> column.split(" ")[0]).toList();
    facts.add(start + "order of columns: " + String.join(", ", names));
  }
}
