package coach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.net.Loopback;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings are read once, completely, and their faults are reported together. */
class ConfigTest {
  private static final Map<String, String> NOTHING = Map.of("HOME", "/home/ann");
  private static final String LONG = "0123456789abcdef0123456789abcdef";

  @Test
  void withoutAnySettingTheDefaultsHold() {
    Config config = Config.read(NOTHING);
    assertEquals(Optional.empty(), config.databaseUrl());
    assertEquals(Path.of("/home/ann/.coach"), config.home());
    assertEquals(Optional.empty(), config.user());
    assertEquals(8080, config.port());
    assertEquals("http://localhost:8080", config.serverUrl());
    assertEquals(Config.Transport.HTTP, config.transport());
    assertEquals(Config.Auth.BUILTIN, config.auth());
    assertEquals(100, config.rateLimit());
    assertEquals(Optional.empty(), config.issuer());
    assertEquals(Optional.empty(), config.supabase());
    assertEquals(Optional.empty(), config.secret());
    assertEquals(Optional.empty(), config.trustedProxyHeader());
    assertFalse(config.strictHeaders());
    assertFalse(config.localOnly());
    assertEquals(0, config.metricsPort());
    assertEquals("INFO", config.logLevel());
  }

  @Test
  void everySettingIsRead() {
    Config config =
        Config.read(
            Map.ofEntries(
                Map.entry("DATABASE_URL", "postgres://ann:pw@h/gym"),
                Map.entry("COACH_HOME", "/srv/coach/../gym"),
                Map.entry("COACH_USER", " ann@example.com "),
                Map.entry("PORT", "9000"),
                Map.entry("MCP_SERVER_URL", "https://coach.example.com/base"),
                Map.entry("MCP_TRANSPORT", "STDIO"),
                Map.entry("COACH_AUTH", "issuer"),
                Map.entry("OAUTH_ISSUER", "https://id.example.com/realm"),
                Map.entry("OAUTH_AUDIENCE", "coach"),
                Map.entry("SUPABASE_URL", "https://ref.supabase.co"),
                Map.entry("SUPABASE_ANON_KEY", "sb_publishable_x"),
                Map.entry("COACH_SECRET", LONG),
                Map.entry("RATE_LIMIT_PER_HOUR", "0"),
                Map.entry("TRUSTED_PROXY_HEADER", "Fly-Client-IP"),
                Map.entry("COACH_STRICT_HEADERS", "True"),
                Map.entry("COACH_LOCAL_ONLY", "true"),
                Map.entry("METRICS_PORT", "9091"),
                Map.entry("LOG_LEVEL", "debug")));
    assertEquals("ann", config.databaseUrl().orElseThrow().user());
    assertEquals(Path.of("/srv/gym"), config.home());
    assertEquals(Optional.of("ann@example.com"), config.user());
    assertEquals(9000, config.port());
    assertEquals("https://coach.example.com/base", config.serverUrl());
    assertEquals(Config.Transport.STDIO, config.transport());
    assertEquals(Config.Auth.ISSUER, config.auth());
    assertEquals(
        new Config.Issuer("https://id.example.com/realm", "coach"), config.issuer().orElseThrow());
    assertEquals("https://ref.supabase.co", config.supabase().orElseThrow().url());
    assertEquals("sb_publishable_x", config.supabase().orElseThrow().anonKey().value());
    assertEquals(LONG, config.secret().orElseThrow().value());
    assertEquals(0, config.rateLimit());
    assertEquals(Optional.of("Fly-Client-IP"), config.trustedProxyHeader());
    assertTrue(config.strictHeaders());
    assertTrue(config.localOnly());
    assertEquals(9091, config.metricsPort());
    assertEquals("DEBUG", config.logLevel());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          PORT,                 eighty,            'PORT must be a whole number from 0 to 65535; it is "eighty".'
          PORT,                 65536,             'PORT must be a whole number from 0 to 65535; it is "65536".'
          MCP_SERVER_URL,       http://h/,         'MCP_SERVER_URL must be an address such as https://coach.example.com without a trailing slash; it is "http://h/".'
          MCP_SERVER_URL,       ftp://h,           'MCP_SERVER_URL must be an address such as https://coach.example.com without a trailing slash; it is "ftp://h".'
          MCP_SERVER_URL,       h:8080,            'MCP_SERVER_URL must be an address such as https://coach.example.com without a trailing slash; it is "h:8080".'
          MCP_TRANSPORT,        sse,               'MCP_TRANSPORT must be one of http, stdio; it is "sse".'
          COACH_AUTH,           basic,             'COACH_AUTH must be one of builtin, issuer, none; it is "basic".'
          OAUTH_ISSUER,         http://id.example, 'OAUTH_ISSUER must be an https address, exactly as its tokens name it; it is "http://id.example".'
          COACH_SECRET,         short,             'COACH_SECRET must have at least 32 characters; it has 5.'
          RATE_LIMIT_PER_HOUR,  -1,                'RATE_LIMIT_PER_HOUR must be a whole number from 0 to 1000000; it is "-1".'
          TRUSTED_PROXY_HEADER, X Real IP,         'TRUSTED_PROXY_HEADER must be a header''s name such as Fly-Client-IP; it is "X Real IP".'
          COACH_STRICT_HEADERS, yes,               'COACH_STRICT_HEADERS must be one of true, false; it is "yes".'
          METRICS_PORT,         8080,              'METRICS_PORT must differ from PORT.'
          LOG_LEVEL,            loud,              'LOG_LEVEL must be one of TRACE, DEBUG, INFO, WARN, ERROR, OFF; it is "loud".'
          """)
  void aWrongValueIsNamedWithItsVariableAndTheRule(String name, String value, String sentence) {
    Config.Invalid fault =
        assertThrows(Config.Invalid.class, () -> Config.read(Map.of(name, value)));
    assertEquals(sentence, fault.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ref.supabase.co/",
        "https://ref.supabase.co/auth/v1",
        "https://ref.supabase.co/rest/v1",
        "https://supabase.com/dashboard/project/ref",
        "https://supabase.com",
        "https://db.ref.supabase.co",
        "https://aws-0-eu-central-1.pooler.supabase.com",
        "http://ref.supabase.co"
      })
  void whatIsNotTheProjectsOwnAddressIsAFault(String url) {
    Map<String, String> settings = Map.of("SUPABASE_URL", url, "SUPABASE_ANON_KEY", "k");
    Config.Invalid fault = assertThrows(Config.Invalid.class, () -> Config.read(settings));
    assertTrue(
        fault.getMessage().startsWith("SUPABASE_URL must be the project's own https address"),
        fault.getMessage());
  }

  @Test
  void aFolderNoSystemKnowsIsAFault() {
    Config.Invalid fault =
        assertThrows(Config.Invalid.class, () -> Config.read(Map.of("COACH_HOME", "/srv/\0coach")));
    assertEquals("COACH_HOME must be a folder's path; it is \"/srv/?coach\".", fault.getMessage());
  }

  @Test
  void allFaultsAreReportedAtOnceAndSecretsNever() {
    Config.Invalid fault =
        assertThrows(
            Config.Invalid.class,
            () ->
                Config.read(
                    Map.of("PORT", "x", "LOG_LEVEL", "y", "DATABASE_URL", "ann:s3cret@host")));
    List<String> lines = fault.getMessage().lines().toList();
    assertEquals(3, lines.size(), fault.getMessage());
    for (String name : List.of("PORT", "LOG_LEVEL", "DATABASE_URL")) {
      assertTrue(lines.stream().anyMatch(line -> line.startsWith(name + " must ")), name);
    }
    assertFalse(fault.getMessage().contains("s3cret"));
  }

  @Test
  void theWholeConfigurationShowsNoSecret() {
    Config config =
        Config.read(
            Map.of(
                "DATABASE_URL", "postgres://ann:s3cret@host/gym",
                "COACH_SECRET", LONG,
                "SUPABASE_URL", "http://localhost:9999",
                "SUPABASE_ANON_KEY", "sb_s3cret"));
    assertFalse(config.toString().contains("s3cret"));
    assertFalse(config.toString().contains(LONG));
  }

  @Test
  void anIssuerNeedsItsAddressAndAudience() {
    Config.Invalid fault =
        assertThrows(Config.Invalid.class, () -> Config.read(Map.of("COACH_AUTH", "issuer")));
    assertEquals(
        List.of(
            "OAUTH_ISSUER must be set, because COACH_AUTH is issuer.",
            "OAUTH_AUDIENCE must be set, because COACH_AUTH is issuer."),
        fault.getMessage().lines().toList());
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, true",
    "http://127.0.0.1, true",
    "http://[::1]:80, true",
    "http://127.0.0.1.example.com, false",
    "http://localhost.example.com, false",
    "https://coach.example.com, false"
  })
  void anAddressOfThisMachineIsKnownByItsWholeName(String address, boolean loopback) {
    assertEquals(loopback, Loopback.is(URI.create(address)));
  }

  @Test
  void anEmptyVariableCountsAsNotSet() {
    Map<String, String> empty = new HashMap<>(NOTHING);
    Setting.ALL.forEach(setting -> empty.put(setting.name(), "  "));
    assertEquals(Config.read(NOTHING), Config.read(empty));
  }

  @Test
  void aTildeMeansTheUsersFolder() {
    Config config = Config.read(Map.of("HOME", "/home/ann", "COACH_HOME", "~/gym"));
    assertEquals(Path.of("/home/ann/gym"), config.home());
  }

  @Test
  void theListOfSettingsIsExactlyWhatIsRead() {
    Set<String> asked = new TreeSet<>();
    Map<String, String> listening =
        new HashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public String get(Object name) {
            asked.add((String) name);
            return null;
          }
        };
    Config.read(listening);
    assertEquals(
        Setting.ALL.stream().map(Setting::name).collect(Collectors.toCollection(TreeSet::new)),
        asked);
  }
}
