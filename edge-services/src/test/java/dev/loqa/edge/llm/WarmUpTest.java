package dev.loqa.edge.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WarmUpTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final List<Duration> AT_ONCE = List.of(Duration.ZERO, Duration.ZERO);

  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private final CountDownLatch never = new CountDownLatch(1);
  private volatile int failures;

  @Test
  void theModelThatIsAskedByDefaultIsLoadedOnce() throws Exception {
    try (WarmUp warmUp = WarmUp.start(new Loading(true), rich(), LONG, AT_ONCE)) {
      assertThat(take()).isEqualTo("large within 20 s");
      assertThat(warmUp.ended(LONG)).isTrue();
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void aServerThatIsNotThereYetIsAskedAgainAndNoLongerThanItsPausesLast() throws Exception {
    failures = 100;
    try (WarmUp warmUp = WarmUp.start(new Loading(true), rich(), LONG, AT_ONCE)) {
      assertThat(List.of(take(), take(), take())).containsOnly("large within 20 s");
      assertThat(warmUp.ended(LONG)).isTrue();
    }
    assertThat(asked).isEmpty();

    failures = 1;
    try (WarmUp warmUp = WarmUp.start(new Loading(true), rich(), LONG, AT_ONCE)) {
      assertThat(List.of(take(), take())).hasSize(2);
      assertThat(warmUp.ended(LONG)).isTrue();
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void nothingIsLoadedWithoutAModelOrWhenTheOwnerDoesNotWantIt() throws Exception {
    WarmUp.start(new Loading(false), rich(), LONG, AT_ONCE).close();
    WarmUp.start(new Loading(true), rich(), Duration.ZERO, AT_ONCE).close();
    WarmUp.start(new Loading(true), LlmConfig.DEFAULT, LONG, AT_ONCE).close();

    assertThat(asked).isEmpty();
  }

  @Test
  void closingEndsAModelThatIsBeingLoadedAndAPauseThatLasts() throws Exception {
    failures = -1;
    WarmUp loading = WarmUp.start(new Loading(true), rich(), LONG, AT_ONCE);
    assertThat(take()).isNotEmpty();
    loading.close();
    assertThat(loading.ended(Duration.ZERO)).isTrue();

    failures = 1;
    WarmUp pausing = WarmUp.start(new Loading(true), rich(), LONG, List.of(Duration.ofHours(1)));
    assertThat(take()).isNotEmpty();
    pausing.close();
    assertThat(pausing.ended(Duration.ZERO)).isTrue();
  }

  private String take() throws InterruptedException {
    return Objects.requireNonNull(asked.poll(10, TimeUnit.SECONDS));
  }

  private static LlmConfig rich() {
    LlmConfig usual = LlmConfig.DEFAULT;
    return new LlmConfig(
        usual.deadline(),
        1,
        4,
        1_000,
        1_000,
        10,
        0,
        Tier.RICH,
        Map.of(Tier.FAST, "small", Tier.RICH, "large"));
  }

  private final class Loading implements LanguageModel {
    private final boolean configured;

    Loading(boolean configured) {
      this.configured = configured;
    }

    @Override
    public String name() {
      return "loading";
    }

    @Override
    public boolean configured() {
      return configured;
    }

    @Override
    public ModelAnswer answer(Chat chat, Pieces pieces) {
      throw new AssertionError("nobody asks it anything");
    }

    @Override
    public void load(String model, Duration within) throws InterruptedException {
      int left = failures;
      asked.add(model + " within " + within.toSeconds() + " s");
      if (left < 0) {
        assertThat(never.await(1, TimeUnit.MINUTES)).isFalse();
      }
      if (left > 0) {
        failures = left - 1;
        throw new LlmException("the server cannot be reached: start it");
      }
    }

    @Override
    public void close() {
      never.countDown();
    }
  }
}
