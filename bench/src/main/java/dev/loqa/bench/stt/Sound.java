package dev.loqa.bench.stt;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.audio.WavFile;
import dev.loqa.base.audio.WavLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/// Sound to try the ears with: voices of espeak-ng and noises. All mono, 16 kHz.
final class Sound {
  static final int RATE = 16_000;

  private Sound() {}

  /// What a voice of espeak-ng says, with a moment of silence around it.
  static Pcm speech(String text, String voice, int wordsPerMinute) {
    try {
      var process =
          new ProcessBuilder(
                  "espeak-ng",
                  "-v",
                  voice,
                  "-s",
                  Integer.toString(wordsPerMinute),
                  "--stdout",
                  text)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (var out = process.getInputStream()) {
        var silence = Pcm.silence(Duration.ofMillis(250), RATE);
        var voiced = WavFile.read(out, "espeak-ng", WavLimits.DEFAULT).pcm().at(RATE);
        return Pcm.join(List.of(silence, voiced, silence), RATE);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("espeak-ng does not run: install it", e);
    }
  }

  /// Three seconds of `white`, `hum`, `clicks` or `music`.
  static Pcm noise(String kind, double amplitude, long seed) {
    var random = new Random(seed);
    var samples = new short[3 * RATE];
    double note = 220;
    for (int i = 0; i < samples.length; i++) {
      double t = i / (double) RATE;
      if (i % (RATE / 2) == 0) {
        note = 220 * Math.pow(2, random.nextInt(24) / 12.0);
      }
      double value =
          switch (kind) {
            case "white" -> random.nextGaussian() / 3;
            case "hum" -> tone(50, t, 7);
            case "clicks" -> random.nextInt(2_000) == 0 ? 1 : 0;
            default -> tone(note, t, 4) * Math.exp(-4 * (t % 0.5));
          };
      samples[i] = (short) Math.clamp(Math.round(amplitude * value), -32_768, 32_767);
    }
    return new Pcm(samples, RATE);
  }

  private static double tone(double frequency, double seconds, int harmonics) {
    double sum = 0;
    for (int harmonic = 1; harmonic <= harmonics; harmonic++) {
      sum += Math.sin(2 * Math.PI * frequency * harmonic * seconds) / harmonic;
    }
    return sum / 2;
  }
}
