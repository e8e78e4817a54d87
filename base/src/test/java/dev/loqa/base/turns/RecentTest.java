package dev.loqa.base.turns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RecentTest {
  private final Recent<String> recent = new Recent<>(2);

  @Test
  void saysWhetherItIsNew() {
    assertThat(recent.add("a")).isTrue();
    assertThat(recent.add("a")).isFalse();
    recent.remove("a");
    assertThat(recent.add("a")).isTrue();
  }

  @Test
  void forgetsWhatWasNotedLongestAgo() {
    recent.add("a");
    recent.add("b");
    recent.add("a");
    recent.add("c");

    assertThat(recent.contains("a")).isTrue();
    assertThat(recent.contains("b")).isFalse();
    assertThat(recent.contains("c")).isTrue();
  }
}
