package dev.loqa.base.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PartsTest {
  private final List<String> closed = new ArrayList<>();

  @Test
  void closesInReverseAndOnce() {
    Parts parts = new Parts();
    Part first = parts.add(() -> closed.add("first"));
    Part second = parts.add(() -> closed.add("second"));
    assertThat(first).isNotSameAs(second);

    parts.close();
    parts.close();

    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void oneFailureDoesNotKeepTheOthersOpen() {
    Parts parts = new Parts();
    Part first = parts.add(() -> closed.add("first"));
    Part broken =
        parts.add(() -> {
          throw new IllegalStateException("broken");
        });
    assertThat(first).isNotSameAs(broken);

    assertThatThrownBy(parts::close)
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1))
        .hasMessageContaining("not everything stopped");
    assertThat(closed).containsExactly("first");
  }
}
