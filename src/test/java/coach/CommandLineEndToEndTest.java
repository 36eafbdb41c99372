package coach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The finished jar in an empty home, as a person meets it. */
class CommandLineEndToEndTest {
  @TempDir Path folder;

  @Test
  void helpAndVersionNeedNoDatabase() throws Exception {
    Run help = coach("help");
    assertEquals(0, help.code(), help.err());
    assertTrue(help.out().contains("doctor"), help.out());
    Run version = coach("version");
    assertTrue(version.out().matches("coach \\d+\\.\\d+\\.\\d+ \\(Java .*\\)\\R"), version.out());
    assertFalse(Files.exists(folder.resolve("home")));
  }

  @Test
  void wrongUsageIsOneSentenceAndCodeTwo() throws Exception {
    Run run = coach("call", "get_profil");
    assertEquals(2, run.code());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("did you mean \"get_profile\"?"), run.err());
    assertEquals("", run.out());
  }

  @Test
  void anEmptyHomeBecomesADatabaseThatAnswers() throws Exception {
    Run doctor = coach("doctor");
    assertEquals(0, doctor.code(), doctor.out() + doctor.err());
    assertTrue(doctor.out().contains("schema      none yet"), doctor.out());

    Run profile = coach("call", "get_profile");
    assertEquals(0, profile.code(), profile.err());
    assertTrue(profile.out().contains("No training data yet"), profile.out());
    assertTrue(profile.err().contains("migration 0014"), profile.err());

    Run json = coach("call", "get_profile", "--json");
    assertEquals("", json.err());
    assertTrue(new ObjectMapper().readTree(json.out()).isObject());

    Run talk = talk();
    assertEquals(0, talk.code(), talk.err());
    assertTrue(talk.err().lines().allMatch(line -> line.contains(" INFO ")), talk.err());
    List<JsonNode> answers = new ArrayList<>();
    for (String line : talk.out().lines().toList()) {
      answers.add(new ObjectMapper().readTree(line));
    }
    assertEquals(2, answers.size(), talk.out());
    assertTrue(
        answers.stream().anyMatch(a -> a.at("/result/serverInfo/name").asText().equals("coach")));
    assertTrue(
        answers.stream().anyMatch(a -> a.at("/result/content/0/text").asText().contains("kg")));
  }

  @Test
  void aFaultShowsItsTraceOnlyToWhoAsksForIt() throws Exception {
    Files.writeString(folder.resolve("home"), "a file where a folder should be");
    Run run = coach("call", "get_profile");
    assertEquals(1, run.code());
    assertEquals(1, run.err().lines().count(), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
    Run debug =
        Run.jar(
            Map.of("COACH_HOME", folder.resolve("home").toString(), "LOG_LEVEL", "DEBUG"),
            "call",
            "get_profile");
    assertTrue(debug.err().contains("\tat coach."), debug.err());
    assertEquals("", debug.out());
  }

  @Test
  void connectWritesWhatTheClientNeedsAndKeepsTheRest() throws Exception {
    Path file = folder.resolve(".cursor/mcp.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"mcpServers\": {\"files\": {\"command\": \"npx\"}}}");
    Map<String, String> environment =
        Map.of("HOME", folder.toString(), "COACH_HOME", folder.resolve("home").toString());

    Run run = Run.jar(environment, "connect", "cursor", "--write");
    assertEquals(0, run.code(), run.err());
    JsonNode servers = new ObjectMapper().readTree(file.toFile()).get("mcpServers");
    assertEquals("npx", servers.at("/files/command").asText());
    Path command = Path.of(servers.at("/coach/command").asText());
    assertTrue(command.isAbsolute() && Files.isExecutable(command), command.toString());
    assertEquals(folder.resolve("home").toString(), servers.at("/coach/env/COACH_HOME").asText());
    assertTrue(Files.exists(folder.resolve(".cursor/mcp.json.bak")));
    assertFalse(Files.exists(folder.resolve("home")), "connecting starts no database");
  }

  @Test
  void claudeCodeIsToldByItsOwnProgram() throws Exception {
    Path program = folder.resolve("bin/claude");
    Files.createDirectories(program.getParent());
    Files.writeString(program, "#!/bin/sh\nprintf '%s|' \"$@\" > \"$HOME/told\"\n");
    program.toFile().setExecutable(true);
    Map<String, String> environment =
        Map.of(
            "HOME", folder.toString(), "PATH", program.getParent() + ":" + System.getenv("PATH"));
    Run run = Run.jar(environment, "connect", "claude-code", "--write");
    assertEquals(0, run.code(), run.err());
    String told = Files.readString(folder.resolve("told"));
    assertTrue(told.startsWith("mcp|add|coach|--scope|user|--|/"), told);

    Files.writeString(program, "#!/bin/sh\necho taken >&2\nexit 1\n");
    Run refused = Run.jar(environment, "connect", "claude-code", "--write");
    assertEquals(1, refused.code());
    assertTrue(refused.err().contains("claude mcp remove coach"), refused.err());
  }

  private Run talk() throws Exception {
    List<String> command = new ArrayList<>(Run.jarCommand());
    command.add("stdio");
    return Run.of(
        folder,
        Map.of("COACH_HOME", folder.resolve("home").toString()),
        """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
        {"jsonrpc":"2.0","method":"notifications/initialized"}
        {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"get_profile","arguments":{}}}
        """,
        command);
  }

  private Run coach(String... arguments) throws Exception {
    return Run.jar(Map.of("COACH_HOME", folder.resolve("home").toString(), "PORT", "0"), arguments);
  }
}
