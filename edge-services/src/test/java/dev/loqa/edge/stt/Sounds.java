package dev.loqa.edge.stt;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loqa.base.audio.WavFile;
import dev.loqa.base.audio.WavLimits;
import dev.loqa.edge.stt.vad.BuiltInDetector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/// Sound for tests: recorded, spoken by espeak-ng, or made of tones and noise. All mono, 16 kHz.
public final class Sounds {
  public static final int RATE = 16_000;

  private static final int AUDIBLE = 150;

  private Sounds() {}

  /// A recording of the shared test data; the test is skipped in words where it is absent.
  public static short[] recording(String name) {
    var file = Path.of(System.getProperty("loqa.root", "."), "..", "shared", "data", "audio", name);
    assumeTrue(Files.isRegularFile(file), () -> file + " is not here: this recording is not tried");
    return WavFile.read(file).pcm().at(RATE).samples();
  }

  /// What espeak-ng says with `voice` at `wordsPerMinute`.
  public static short[] speech(String text, String voice, int wordsPerMinute) {
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
        return WavFile.read(out, "espeak-ng", WavLimits.DEFAULT).pcm().at(RATE).samples();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An endpointer as most houses have it.
  static Endpointer endpointer() {
    return new Endpointer(EndpointSettings.DEFAULT, new BuiltInDetector().begin());
  }

  public static short[] silence(int millis) {
    return new short[RATE / 1000 * millis];
  }

  /// White noise of this root mean square.
  public static short[] noise(int millis, double rms, long seed) {
    var random = new Random(seed);
    var result = new short[RATE / 1000 * millis];
    for (int i = 0; i < result.length; i++) {
      result[i] = (short) Math.clamp(Math.round(random.nextGaussian() * rms), -32768, 32767);
    }
    return result;
  }

  /// A hum of 150 Hz with its harmonics, about as loud as speech at `amplitude` 3000.
  public static short[] tone(int millis, double amplitude) {
    var result = new short[RATE / 1000 * millis];
    for (int i = 0; i < result.length; i++) {
      double t = 2 * Math.PI * 150 * i / RATE;
      result[i] =
          (short) (amplitude * (Math.sin(t) + 0.5 * Math.sin(3 * t) + 0.3 * Math.sin(7 * t)));
    }
    return result;
  }

  /// Notes that are struck twice a second and fade.
  public static short[] music(int millis, double amplitude, long seed) {
    var random = new Random(seed);
    var result = new short[RATE / 1000 * millis];
    double note = 220;
    for (int i = 0; i < result.length; i++) {
      if (i % (RATE / 2) == 0) {
        note = 220 * Math.pow(2, random.nextInt(24) / 12.0);
      }
      double t = i / (double) RATE;
      double sum = 0;
      for (int harmonic = 1; harmonic <= 4; harmonic++) {
        sum += Math.sin(2 * Math.PI * note * harmonic * t) / harmonic;
      }
      result[i] = (short) Math.round(amplitude / 2 * sum * Math.exp(-4 * (t % 0.5)));
    }
    return result;
  }

  /// Both at once.
  public static short[] mix(short[] a, short[] b) {
    var sum = new short[Math.max(a.length, b.length)];
    for (int i = 0; i < sum.length; i++) {
      int value = (i < a.length ? a[i] : 0) + (i < b.length ? b[i] : 0);
      sum[i] = (short) Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return sum;
  }

  /// Its root mean square.
  public static double rms(short[] sound) {
    double energy = 0;
    for (short sample : sound) {
      energy += (double) sample * sample;
    }
    return Math.sqrt(energy / sound.length);
  }

  /// Without the silence around it.
  public static short[] trimmed(short[] sound) {
    int from = 0;
    int to = sound.length;
    while (from < to && Math.abs(sound[from]) < AUDIBLE) {
      from++;
    }
    while (to > from && Math.abs(sound[to - 1]) < AUDIBLE) {
      to--;
    }
    return Arrays.copyOfRange(sound, from, to);
  }

  public static short[] join(short[]... parts) {
    int length = 0;
    for (var part : parts) {
      length += part.length;
    }
    var result = new short[length];
    int at = 0;
    for (var part : parts) {
      System.arraycopy(part, 0, result, at, part.length);
      at += part.length;
    }
    return result;
  }
}
