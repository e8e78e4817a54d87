package dev.loqa.edge.stt.pocketsphinx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

final class PowerSpectrumTest {
  private static final int SIZE = 64;
  private final RandomGenerator random = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(7);

  @Test
  void isThatOfThePlainSum() {
    double[] sound = random.doubles(SIZE - 5, -1, 1).toArray();
    var power = new double[SIZE / 2 + 1];

    new PowerSpectrum(SIZE).of(sound, power);

    for (int k = 0; k < power.length; k++) {
      assertThat(power[k]).isCloseTo(plain(sound, k), within(1e-9));
    }
  }

  @Test
  void nothingIsKeptFromThePieceBefore() {
    double[] sound = random.doubles(SIZE, -1, 1).toArray();
    var fresh = new double[SIZE / 2 + 1];
    var again = new double[SIZE / 2 + 1];
    var spectrum = new PowerSpectrum(SIZE);

    spectrum.of(sound, fresh);
    spectrum.of(random.doubles(SIZE, -9, 9).toArray(), again);
    spectrum.of(sound, again);

    assertThat(again).containsExactly(fresh);
  }

  private static double plain(double[] sound, int frequency) {
    double real = 0;
    double imaginary = 0;
    for (int i = 0; i < sound.length; i++) {
      real += sound[i] * Math.cos(2 * Math.PI * frequency * i / SIZE);
      imaginary += sound[i] * Math.sin(2 * Math.PI * frequency * i / SIZE);
    }
    return real * real + imaginary * imaginary;
  }
}
