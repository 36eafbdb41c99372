package coach.oauth;

import coach.Caller;
import coach.Config;
import coach.db.TestDatabase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Supabase's own auth server on a database of its own, behind the address that a project has. It
 * signs with a key on P-256, lets people sign up without a mail, and knows one other provider.
 */
public final class SupabaseAuthServer implements AutoCloseable {
  public static final String KEY = "sb_publishable_test";
  public static final ObjectMapper JSON = new ObjectMapper();

  /** Its tags of version 2 carry no {@code /v2}, so that Go finds it by its branch alone. */
  private static final String MODULE = "github.com/supabase/auth@master";

  private static final Path FOLDER =
      Path.of(System.getProperty("coach.jar")).resolveSibling("supabase-auth").toAbsolutePath();
  private static final GoProgram PROGRAM = new GoProgram(MODULE, FOLDER);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final TestDatabase database = TestDatabase.create();
  private final HttpClient client = HttpClient.newHttpClient();
  private final SupabaseGateway gateway;
  private final Process process;

  private SupabaseAuthServer(Path program) throws Exception {
    prepare();
    int port = freePort();
    gateway = new SupabaseGateway(KEY, port);
    ProcessBuilder start = new ProcessBuilder(program.toString()).directory(FOLDER.toFile());
    start.environment().clear();
    start.environment().putAll(environment(port));
    Path log = FOLDER.resolve("auth.log");
    process = start.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    awaitHealth(log);
  }

  /** Installs what is missing and starts it; skips the test where it cannot be had. */
  public static SupabaseAuthServer start() throws Exception {
    return new SupabaseAuthServer(PROGRAM.installed());
  }

  /** As a project prepares its database: the server's own role owns the schema. */
  private void prepare() throws Exception {
    try (Connection superuser = database.connectAsSuperuser();
        Statement statement = superuser.createStatement()) {
      statement.execute(
          """
          do $$
          declare
            wanted text;
          begin
            foreach wanted in array array['anon nologin', 'authenticated nologin',
                'service_role nologin bypassrls', 'supabase_auth_admin noinherit createrole login'] loop
              if not exists (select from pg_roles where rolname = split_part(wanted, ' ', 1)) then
                execute 'create role ' || wanted;
              end if;
            end loop;
            execute format('grant create, connect on database %I to supabase_auth_admin',
                           current_database());
          end
          $$;
          alter role supabase_auth_admin with password 'root';
          alter role supabase_auth_admin set search_path = 'auth';
          create schema auth authorization supabase_auth_admin;
          """);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Map<String, String> environment(int port) {
    String server = database.jdbcUrl().replaceFirst("^jdbc:postgresql://", "");
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("PORT", Integer.toString(port));
    settings.put("GOTRUE_API_HOST", "127.0.0.1");
    settings.put("API_EXTERNAL_URL", issuer());
    settings.put("GOTRUE_SITE_URL", gateway.url());
    settings.put("GOTRUE_URI_ALLOW_LIST", "http://localhost:*/**");
    settings.put("GOTRUE_DB_DRIVER", "postgres");
    settings.put("DB_NAMESPACE", "auth");
    settings.put(
        "DATABASE_URL",
        "postgres://supabase_auth_admin:root@%s?sslmode=disable"
            .formatted(server.replaceFirst("\\?.*", "")));
    settings.put("GOTRUE_JWT_SECRET", "a secret of no use outside of tests");
    settings.put("GOTRUE_JWT_KEYS", "[" + signingKey() + "]");
    settings.put("GOTRUE_JWT_ISSUER", issuer());
    settings.put("GOTRUE_JWT_AUD", "authenticated");
    settings.put("GOTRUE_JWT_DEFAULT_GROUP_NAME", "authenticated");
    settings.put("GOTRUE_JWT_EXP", "3600");
    settings.put("GOTRUE_MAILER_AUTOCONFIRM", "true");
    provider(settings);
    settings.put("GOTRUE_OAUTH_SERVER_ENABLED", "true");
    settings.put("GOTRUE_OAUTH_SERVER_ALLOW_DYNAMIC_REGISTRATION", "true");
    settings.put("GOTRUE_OAUTH_SERVER_AUTHORIZATION_PATH", "/oauth/consent");
    settings.put("GOTRUE_OAUTH_SERVER_AUTHORIZATION_TTL", "10m");
    settings.put("GOTRUE_OAUTH_SERVER_DEFAULT_SCOPE", "email");
    return settings;
  }

  /** GitLab may be anywhere, so it may be here. */
  private void provider(Map<String, String> settings) {
    settings.put("GOTRUE_EXTERNAL_GITLAB_ENABLED", "true");
    settings.put("GOTRUE_EXTERNAL_GITLAB_CLIENT_ID", "client");
    settings.put("GOTRUE_EXTERNAL_GITLAB_SECRET", "secret");
    settings.put("GOTRUE_EXTERNAL_GITLAB_URL", gateway.url() + "/gitlab");
    settings.put("GOTRUE_EXTERNAL_GITLAB_REDIRECT_URI", issuer() + "/callback");
  }

  private static ObjectNode signingKey() {
    KeyPair pair = EcKeys.generate();
    byte[] number = ((ECPrivateKey) pair.getPrivate()).getS().toByteArray();
    byte[] secret = new byte[32];
    int length = Math.min(secret.length, number.length);
    System.arraycopy(number, number.length - length, secret, secret.length - length, length);
    ObjectNode key = EcKeys.json("of-the-test", (ECPublicKey) pair.getPublic());
    key.put("d", Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    key.putArray("key_ops").add("sign").add("verify");
    key.remove("use");
    return key;
  }

  private void awaitHealth(Path log) throws Exception {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!isHealthy()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        String said = Files.readString(log);
        close();
        throw new AssertionError("Supabase's auth server does not start: " + said);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private boolean isHealthy() throws InterruptedException {
    try {
      return send("GET", "/health", null, null).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The address of the project. */
  public String url() {
    return gateway.url();
  }

  public String issuer() {
    return gateway.url() + "/auth/v1";
  }

  /**
   * One request to it as a program of the project sends it.
   *
   * @param body JSON, a form where it begins otherwise, or null
   * @param bearer or null
   */
  public HttpResponse<String> send(String method, String path, String body, String bearer)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(issuer() + path)).header("apikey", KEY);
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
    }
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      boolean json = body.startsWith("{");
      request
          .header("Content-Type", json ? "application/json" : "application/x-www-form-urlencoded")
          .method(method, HttpRequest.BodyPublishers.ofString(body));
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The same, read as JSON. Fails where the status is another one. */
  public JsonNode ask(int status, String method, String path, String body, String bearer)
      throws IOException, InterruptedException {
    HttpResponse<String> response = send(method, path, body, bearer);
    if (response.statusCode() != status) {
      throw new AssertionError(path + " answers " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  /** Whom coach takes the bearer of one of its tokens for, with {@code COACH_AUTH=issuer}. */
  public Caller caller(String token) {
    Config.Issuer setting = new Config.Issuer(issuer(), "authenticated");
    Clock clock = Clock.systemUTC();
    return new IssuerTokens(setting, new IssuerKeys(setting, clock), person -> {}, clock)
        .verify(token);
  }

  @Override
  public void close() {
    process.destroy();
    process
        .onExit()
        .orTimeout(10, TimeUnit.SECONDS)
        .exceptionally(late -> process.destroyForcibly())
        .join();
    gateway.close();
    database.close();
  }
}
