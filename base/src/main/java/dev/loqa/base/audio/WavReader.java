package dev.loqa.base.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks through the chunks of one RIFF file. Used once, by one thread.
final class WavReader {
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xfffe;
  private static final int MAX_CHUNKS = 256;
  private static final long OPEN_SIZE = 0x7fff_0000L;
  private static final String CONVERT = ": convert it to 16-bit PCM WAV";

  private final InputStream in;
  private final String name;
  private final WavLimits limits;
  private final List<String> warnings = new ArrayList<>();
  private @Nullable WavFormat format;

  WavReader(InputStream in, String name, WavLimits limits) {
    this.in = in;
    this.name = name;
    this.limits = limits;
  }

  WavFile read() throws IOException {
    byte[] head = in.readNBytes(12);
    if (head.length == 0) {
      throw fault("is empty: give a recording with sound in it");
    }
    String kind = tag(head, 0);
    boolean riff = kind.equals("RIFF") || kind.equals("RF64");
    if (head.length < 12 || !riff || !tag(head, 8).equals("WAVE")) {
      throw fault("is not a WAV file: it begins with %s%s".formatted(printable(head), CONVERT));
    }
    long riffSize = word(head, 4);
    for (int chunk = 0; chunk < MAX_CHUNKS; chunk++) {
      byte[] header = in.readNBytes(8);
      if (header.length < 8) {
        throw fault(
            format == null
                ? "ends inside its header, before its format: copy or record it again"
                : "has a header and no sound: copy or record it again");
      }
      long size = word(header, 4);
      switch (tag(header, 0)) {
        case "fmt " -> format = readFormat(size);
        case "data" -> {
          return readData(size, riffSize);
        }
        default -> skip(size + size % 2);
      }
    }
    throw fault("has more than %d chunks before its sound%s".formatted(MAX_CHUNKS, CONVERT));
  }

  private WavFormat readFormat(long size) throws IOException {
    if (size < 16 || size > 4_096) {
      throw fault("has a format block of %d bytes%s".formatted(size, CONVERT));
    }
    byte[] block = in.readNBytes((int) (size + size % 2));
    if (block.length < size) {
      throw fault("ends inside its header: copy or record it again");
    }
    int code = half(block, 0);
    if (code == EXTENSIBLE && size >= 40) {
      code = half(block, 24);
    }
    int channels = half(block, 2);
    long rate = word(block, 4);
    int bits = half(block, 14);
    boolean known =
        (code == PCM && (bits == 8 || bits == 16 || bits == 24 || bits == 32))
            || (code == FLOAT && bits == 32);
    if (!known) {
      throw fault(
          "holds %d-bit sound in encoding %d, which is not read (8, 16, 24, 32-bit PCM and 32-bit float are)%s"
              .formatted(bits, code, CONVERT));
    }
    if (channels < 1 || channels > 8) {
      throw fault("has %d channels, 1 to 8 are read%s".formatted(channels, CONVERT));
    }
    if (rate < 8_000 || rate > 192_000) {
      throw fault("has a rate of %d Hz, 8000 to 192000 are read%s".formatted(rate, CONVERT));
    }
    if (half(block, 12) != channels * bits / 8) {
      throw fault(
          "says that %d channels of %d bits take %d bytes%s"
              .formatted(channels, bits, half(block, 12), CONVERT));
    }
    return new WavFormat(channels, (int) rate, bits, code == FLOAT);
  }

  private WavFile readData(long declared, long riffSize) throws IOException {
    WavFormat known = format;
    if (known == null) {
      throw fault("has its sound before its format%s".formatted(CONVERT));
    }
    boolean zeroMeansOpen = declared == 0 && (riffSize == 0 || riffSize >= OPEN_SIZE);
    boolean open = zeroMeansOpen || declared >= OPEN_SIZE;
    Pcm pcm = readSamples(known, open ? Long.MAX_VALUE : declared);
    if (pcm.isEmpty()) {
      throw fault("has 0 samples: give a recording with sound in it");
    }
    long present = (long) pcm.length() * known.bytesPerFrame();
    if (!open && present < declared - declared % known.bytesPerFrame()) {
      warnings.add(
          "%s is truncated: its header promises %d bytes of sound, %d are there; they are used"
              .formatted(name, declared, present));
    }
    return new WavFile(pcm, known, warnings);
  }

  private Pcm readSamples(WavFormat known, long declared) throws IOException {
    int frameBytes = known.bytesPerFrame();
    long most = limits.maxDuration().toMillis() * known.sampleRateHz() / 1_000;
    byte[] block = new byte[frameBytes * 4_096];
    short[] samples = new short[16_384];
    int count = 0;
    long left = declared;
    while (left > 0) {
      int got = in.readNBytes(block, 0, (int) Math.min(block.length, left));
      if (got == 0) {
        break;
      }
      left -= got;
      int frames = got / frameBytes;
      if (count + frames > most) {
        throw fault(
            "is longer than %d s, the most that is read: cut it"
                .formatted(limits.maxDuration().toSeconds()));
      }
      if (count + frames > samples.length) {
        samples = Arrays.copyOf(samples, samples.length * 2);
      }
      for (int i = 0; i < frames; i++) {
        samples[count++] = mix(known, block, i * frameBytes);
      }
      if (got % frameBytes != 0) {
        warnings.add(name + " ends inside a sample, which is left out");
      }
    }
    return Pcm.owning(Arrays.copyOf(samples, count), known.sampleRateHz());
  }

  private static short mix(WavFormat format, byte[] block, int at) {
    double sum = 0;
    for (int channel = 0; channel < format.channels(); channel++) {
      sum += format.decode(block, at + channel * (format.bits() / 8));
    }
    return (short)
        Math.clamp(Math.round(sum / format.channels()), Short.MIN_VALUE, Short.MAX_VALUE);
  }

  private void skip(long bytes) throws IOException {
    long left = bytes;
    while (left > 0) {
      int got = in.readNBytes((int) Math.min(left, 65_536)).length;
      if (got == 0) {
        return;
      }
      left -= got;
    }
  }

  private AudioException fault(String fault) {
    return new AudioException(name + " " + fault);
  }

  private static String tag(byte[] bytes, int at) {
    return bytes.length < at + 4 ? "" : new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
  }

  private static String printable(byte[] head) {
    StringBuilder shown = new StringBuilder("\"");
    for (byte b : head) {
      shown.append(b >= 0x20 && b < 0x7f ? (char) b : '.');
    }
    return shown.append('"').toString();
  }

  private static int half(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8);
  }

  private static long word(byte[] bytes, int at) {
    return half(bytes, at) | ((long) half(bytes, at + 2) << 16);
  }
}
