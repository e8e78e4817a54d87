package dev.loqa.skillhost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.protocol.InvocationId;
import dev.loqa.protocol.Receipt;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReceiptsTest {
  private static Outcome.Completed claiming(List<Effect> done, int... effects) {
    List<ClaimedReceipt> claims =
        Arrays.stream(effects)
            .mapToObj(n -> new ClaimedReceipt("light.on", "lamp " + n, n))
            .toList();
    return new Outcome.Completed(
        new InvocationId("i"),
        new Reply(null, null, List.of(), claims, Map.of()),
        List.of(new Effect.Publish(1, "home.command", "{}")),
        new Trail(Duration.ZERO, 1, 1, 0, List.of(), done));
  }

  private static List<String> results(Outcome.Completed completed, EffectResult... results) {
    return Receipts.settle(completed, List.of(results)).stream().map(Receipt::result).toList();
  }

  @Test
  void keepsAReceiptOnlyIfItsEffectSucceeded() {
    assertThat(Receipts.settle(claiming(List.of(), 1), List.of(EffectResult.done(1))))
        .containsExactly(new Receipt("light.on", "lamp 1", Receipt.DONE));
    assertThat(results(claiming(List.of(), 1), EffectResult.failed(1, "it is still off")))
        .containsExactly("failed");
  }

  @Test
  void failsAReceiptThatStandsOnNothing() {
    assertThat(results(claiming(List.of(), 0, 2, 99), EffectResult.done(1)))
        .containsExactly("failed", "failed", "failed");
  }

  @Test
  void failsAReceiptWhoseEffectNobodyReported() {
    assertThat(results(claiming(List.of(), 1))).containsExactly("failed");
  }

  @Test
  void believesAWebCallOnlyIfItWasAnsweredWell() {
    List<Effect> done =
        List.of(
            new Effect.Http(1, "POST", "http://a/", 204),
            new Effect.Http(2, "POST", "http://a/", 302));

    assertThat(results(claiming(done, 1, 2))).containsExactly("done", "failed");
  }

  @Test
  void letsACommitterWhoReadTheStateBackOverruleAWebAnswer() {
    List<Effect> done = List.of(new Effect.Http(1, "POST", "http://a/", 200));

    assertThat(results(claiming(done, 1), EffectResult.failed(1, "the lock is open")))
        .containsExactly("failed");
  }

  @Test
  void neverMakesReceiptsThatWereNotClaimed() {
    assertThat(results(claiming(List.of()), EffectResult.done(1))).isEmpty();
  }
}
