package coach.mcp;

import io.modelcontextprotocol.spec.McpSchema.AudioContent;
import io.modelcontextprotocol.spec.McpSchema.EmbeddedResource;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Pictures, sounds and embedded documents for the fixtures that must answer with one. */
final class FixtureContents {
  private static final int SAMPLES_PER_SECOND = 8_000;
  private static final int SAMPLES = 80;
  private static final int WAV_HEADER = 44;

  private FixtureContents() {}

  /** Coach's own icon, in base64. */
  static String png() {
    try (InputStream icon = FixtureContents.class.getResourceAsStream("/coach/icon.png")) {
      return Base64.getEncoder().encodeToString(icon.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static ImageContent image() {
    return ImageContent.builder(png(), "image/png").build();
  }

  /** A hundredth of a second of silence: 8-bit mono samples behind the header of a WAV file. */
  static AudioContent audio() {
    ByteBuffer wav = ByteBuffer.allocate(WAV_HEADER + SAMPLES).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(WAV_HEADER - 8 + SAMPLES).put(ascii("WAVEfmt ")).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(SAMPLES_PER_SECOND);
    wav.putInt(SAMPLES_PER_SECOND).putShort((short) 1).putShort((short) 8);
    wav.put(ascii("data")).putInt(SAMPLES);
    while (wav.hasRemaining()) {
      wav.put((byte) 0x80);
    }
    return AudioContent.builder(Base64.getEncoder().encodeToString(wav.array()), "audio/wav")
        .build();
  }

  static EmbeddedResource embedded(String uri, String type, String text) {
    return EmbeddedResource.builder(TextResourceContents.builder(uri, text).mimeType(type).build())
        .build();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
