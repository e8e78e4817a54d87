package dev.loqa.skillhost.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.module.ModuleLimits;
import dev.loqa.skillhost.module.Preflight;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Modules that nobody thought of, compiled and interpreted.
class RandomModulesAgreeTest {
  private static final int MODULES = 60;
  private static final BothModes MODES = new BothModes();

  @AfterAll
  static void close() {
    MODES.close();
  }

  @Test
  void runTheSame() {
    for (int seed = 0; seed < MODULES; seed++) {
      RandomModule.Made made = RandomModule.of(seed);
      Preflight.check(made.wasm(), new ModuleLimits(1 << 20, 64));

      assertThat(MODES.differences(made.wasm(), made.calls())).as("seed %d", seed).isEmpty();
    }
  }

  /// One wrong instruction of a module's thousands, which may stand where nothing comes of it.
  @Test
  void showAnInstructionThatIsTakenForAnother() {
    int found = 0;
    for (int seed = 0; seed < MODULES; seed++) {
      RandomModule.Made right = RandomModule.of(seed);
      RandomModule.Made wrong = RandomModule.wrong(seed, right.numbers() - 1);
      found += MODES.differences(right.wasm(), wrong.wasm(), right.calls()).isEmpty() ? 0 : 1;
    }
    assertThat(found).isGreaterThan(MODULES / 4);
  }
}
