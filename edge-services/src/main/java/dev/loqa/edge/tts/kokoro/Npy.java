package dev.loqa.edge.tts.kokoro;

import dev.loqa.edge.tts.TtsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads NumPy's format for one array (NEP 1): magic, version, a header that is a Python
/// dictionary, then the numbers. Only arrays of little-endian 32-bit fractions in C order are
/// taken.
final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern SHAPE =
      Pattern.compile("'shape':\\s*\\((\\d{1,6}(?:,\\s*\\d{1,6}){0,2},?)\\)");

  private Npy() {}

  /// The numbers of an array whose last dimension is a style's width.
  ///
  /// @throws TtsException when it is something else
  static ByteBuffer floats(byte[] file, String name) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    for (byte wanted : MAGIC) {
      if (!in.hasRemaining() || in.get() != wanted) {
        throw bad(name, "it does not begin as a NumPy array");
      }
    }
    if (in.remaining() < 6) {
      throw bad(name, "it is cut");
    }
    int version = in.get();
    in.get();
    int length = version == 1 ? Short.toUnsignedInt(in.getShort()) : in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw bad(name, "it is cut");
    }
    byte[] header = new byte[length];
    in.get(header);
    String said = new String(header, StandardCharsets.ISO_8859_1);
    if (!said.contains("'<f4'") || !said.contains("'fortran_order': False")) {
      throw bad(name, "its header is " + said.strip());
    }
    Matcher shape = SHAPE.matcher(said);
    if (!shape.find()) {
      throw bad(name, "its header has no shape");
    }
    long wanted = Float.BYTES;
    long last = 0;
    for (String dimension : shape.group(1).split(",", -1)) {
      if (!dimension.isBlank()) {
        last = Long.parseLong(dimension.strip());
        wanted = Math.multiplyExact(wanted, last);
      }
    }
    if (last != KokoroVoice.WIDTH || wanted != in.remaining()) {
      throw bad(
          name,
          "its shape (%s) does not go with %d bytes in rows of %d numbers"
              .formatted(shape.group(1), in.remaining(), KokoroVoice.WIDTH));
    }
    return in.slice();
  }

  private static TtsException bad(String name, String why) {
    return new TtsException("%s is no Kokoro voice: %s: fetch it again".formatted(name, why));
  }
}
