package dev.loqa.skill.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skill.Reply;
import dev.loqa.skill.json.Json;
import dev.loqa.skill.test.TestHost;
import java.util.HexFormat;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Random numbers as a skill draws them from the host's bytes.
final class RandomTest {
  private static final Json ENVELOPE =
      Json.parse(
          "{\"type\":\"intent\",\"subject\":\"skill.t.run\",\"intent\":\"t.run\",\"slots\":{},"
              + "\"now\":\"2026-11-21T10:00:00Z\",\"timezone\":\"UTC\",\"payload\":{}}");

  @Test
  void eachNumberBelowTheBoundComesAndNoOther() {
    boolean[] seen = new boolean[6];
    for (int run = 0; run < 500; run++) {
      seen[Integer.parseInt(drawn(6, new Random(run)))] = true;
    }

    assertThat(seen).containsOnly(true);
  }

  @Test
  void aDrawThatWouldFavourSmallNumbersIsDrawnAgain() {
    // 0x7fffffff lies in the incomplete last group of six, 0x00000008 does not; the sign is
    // ignored.
    assertThat(drawn(6, bytes("7fffffff" + "80000008"))).isEqualTo("2");
  }

  @Test
  void aBoundBelowOneIsTheAuthorsMistake() {
    TestHost.Result result =
        new TestHost(context -> Reply.say("" + context.random(0))).run(ENVELOPE);

    assertThat(result.code()).isNotZero();
  }

  private static String drawn(int bound, RandomGenerator source) {
    return new TestHost(context -> Reply.say("" + context.random(bound)))
        .random(source)
        .run(ENVELOPE)
        .reply()
        .at("say")
        .text("");
  }

  private static RandomGenerator bytes(String hex) {
    byte[] all = HexFormat.of().parseHex(hex);
    return new RandomGenerator() {
      private int at;

      @Override
      public void nextBytes(byte[] bytes) {
        System.arraycopy(all, at, bytes, 0, bytes.length);
        at += bytes.length;
      }

      @Override
      public long nextLong() {
        throw new UnsupportedOperationException();
      }
    };
  }
}
