package dev.loqa.bundles.whole;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.audio.WavFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Spoken sentences and how files may hold them.
final class Sounds {
  private Sounds() {}

  /// A sentence as espeak-ng says it.
  static Path spoken(Path folder, String text) throws IOException, InterruptedException {
    Path file = folder.resolve(text.replace(' ', '_') + ".wav");
    Process espeak =
        new ProcessBuilder("espeak-ng", "-v", "en-us", "-s", "150", "-w", file.toString(), text)
            .inheritIO()
            .start();
    if (!espeak.waitFor(20, TimeUnit.SECONDS) || espeak.exitValue() != 0) {
      throw new AssertionError("espeak-ng did not say: " + text);
    }
    return file;
  }

  /// The same sound stored otherwise.
  static Path stored(Path wav, int rateHz, int channels, int bits) throws IOException {
    Pcm pcm = WavFile.read(wav).pcm();
    int samples = (int) ((long) pcm.length() * rateHz / pcm.sampleRateHz());
    byte[] stored = new byte[samples * channels * bits / 8];
    ByteBuffer data = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer from = ByteBuffer.wrap(pcm.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < samples; i++) {
      int source = (int) Math.min((long) i * pcm.sampleRateHz() / rateHz, pcm.length() - 1L);
      short value = from.getShort(source * 2);
      for (int channel = 0; channel < channels; channel++) {
        if (bits == 8) {
          data.put((byte) ((value >> 8) + 128));
        } else {
          data.putShort(value);
        }
      }
    }
    Path file = wav.resolveSibling(rateHz + "-" + channels + "-" + bits + ".wav");
    return Files.write(file, wav(stored, stored.length, rateHz, channels, bits));
  }

  /// A WAV file whose header promises `promised` bytes.
  static byte[] wav(byte[] data, int promised, int rateHz, int channels, int bits) {
    int block = channels * bits / 8;
    byte[] file = new byte[44 + data.length];
    ByteBuffer.wrap(file)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(ascii("RIFF"))
        .putInt(36 + promised)
        .put(ascii("WAVEfmt "))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) channels)
        .putInt(rateHz)
        .putInt(rateHz * block)
        .putShort((short) block)
        .putShort((short) bits)
        .put(ascii("data"))
        .putInt(promised)
        .put(data);
    return file;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
