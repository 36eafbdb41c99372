package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class IdentityTest {
  private static final String SERVER = "io.modelcontextprotocol/serverInfo";

  private final Dispatcher dispatcher = TestCatalog.create().dispatcher();

  private JsonNode discovered(String method) {
    return Talk.say(dispatcher, Talk.modern(1, method, "{}")).result().path("_meta").path(SERVER);
  }

  private JsonNode greeted() {
    return Talk.say(
            dispatcher, Talk.legacy(1, "initialize", "{\"protocolVersion\":\"2025-11-25\"}"))
        .result()
        .path("serverInfo");
  }

  @Test
  void bothErasIntroduceCoachAlike() {
    assertEquals(greeted(), discovered("server/discover"));
    assertEquals("Coach", greeted().path("title").asText());
    assertTrue(greeted().path("description").asText().endsWith("."));
  }

  @Test
  void otherAnswersCarryTheNameAlone() {
    assertEquals("{\"name\":\"coach\",\"version\":\"1.2.3\"}", discovered("tools/list").toString());
  }

  @Test
  void iconsNeedNoNetworkAndAreWhatTheySay() throws Exception {
    List<String> types = new ArrayList<>();
    for (JsonNode icon : greeted().path("icons")) {
      String type = icon.path("mimeType").asText();
      String prefix = "data:" + type + ";base64,";
      assertTrue(icon.path("src").asText().startsWith(prefix), type);
      byte[] image =
          Base64.getDecoder().decode(icon.path("src").asText().substring(prefix.length()));
      assertEquals(size(type, image), icon.path("sizes").toString());
      types.add(type);
    }
    assertEquals(List.of("image/svg+xml", "image/png"), types);
  }

  /** Fails for what is no picture of this type. */
  private static String size(String type, byte[] image) throws Exception {
    ByteArrayInputStream bytes = new ByteArrayInputStream(image);
    if (type.equals("image/png")) {
      var picture = ImageIO.read(bytes);
      assertNotNull(picture);
      return "[\"%dx%d\"]".formatted(picture.getWidth(), picture.getHeight());
    }
    var svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(bytes);
    assertEquals("svg", svg.getDocumentElement().getTagName());
    return "[\"any\"]";
  }
}
