package coach.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other people's files keep everything that is not coach's. */
class ClientFileTest {
  private static final ObjectNode ENTRY =
      ClientFile.entry(new Launch(List.of("/opt/co ach/bin/coach-stdio"), Map.of()), false);

  @TempDir Path folder;

  @Test
  void aMissingFileIsMadeWithItsFolder() throws Exception {
    Path file = folder.resolve("Claude/config.json");
    assertTrue(new ClientFile(file).put("mcpServers", ENTRY));
    assertEquals(
        """
        {
          "mcpServers": {
            "coach": {
              "command": "/opt/co ach/bin/coach-stdio",
              "args": []
            }
          }
        }
        """,
        Files.readString(file));
    assertEquals(ClientFile.alone("mcpServers", ENTRY), Files.readString(file));
    assertFalse(Files.exists(folder.resolve("Claude/config.json.bak")));
  }

  @Test
  void everythingElseStaysAsItWasAndInItsOrder() throws Exception {
    String before =
        """
        {
          "zebra": 1.10,
          "mcpServers": {
            "files": {
              "command": "npx",
              "args": [
                "é\\u0001"
              ]
            },
            "coach": {
              "command": "old"
            },
            "notes": {}
          },
          "big": 12345678901234567890123,
          "alpha": null
        }
        """;
    Path file = Files.writeString(folder.resolve("config.json"), before);
    assertTrue(new ClientFile(file).put("mcpServers", ENTRY));
    assertEquals(
        before.replace(
            """
                  "command": "old"
            """,
            """
                  "command": "/opt/co ach/bin/coach-stdio",
                  "args": []
            """),
        Files.readString(file));
    assertEquals(before, Files.readString(folder.resolve("config.json.bak")));
  }

  @Test
  void theSameEntryChangesNothing() throws Exception {
    Path file = folder.resolve("config.json");
    new ClientFile(file).put("servers", ENTRY);
    assertFalse(new ClientFile(file).put("servers", ENTRY));
    assertFalse(Files.exists(folder.resolve("config.json.bak")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"mcpServers\": {}, // mine\n}",
        "{\"mcpServers\": {}",
        "{\"a\": 1, \"a\": 2}",
        "{} {}",
        "[]",
        "{\"mcpServers\": []}",
        "\0\1binary",
      })
  void whatIsNotPlainJsonIsLeftAlone(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("config.json"), text);
    Failure failure =
        assertThrows(Failure.class, () -> new ClientFile(file).put("mcpServers", ENTRY));
    assertTrue(failure.getMessage().startsWith(file + " was left as it is, because "));
    assertEquals(text, Files.readString(file));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void anEmptyFileCountsAsNone() throws Exception {
    Path file = Files.writeString(folder.resolve("config.json"), "");
    assertTrue(new ClientFile(file).put("mcpServers", ENTRY));
  }

  @Test
  void aLinkStaysALinkAndPermissionsStay() throws Exception {
    Path real = Files.writeString(folder.resolve("real.json"), "{}");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-------"));
    Path link = Files.createSymbolicLink(folder.resolve("config.json"), real);
    new ClientFile(link).put("mcpServers", ENTRY);
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.readString(real).contains("coach-stdio"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(real)));
  }
}
