package dev.loqa.edge.stt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.SessionPrivate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PrivateSessionsTest {
  private static final SessionId SESSION = new SessionId("s");

  private long now = Long.MAX_VALUE - 5; // a clock of nanoseconds may turn over
  private final PrivateSessions sessions = new PrivateSessions(() -> now);

  @Test
  void holdsASessionForAsLongAsWasSaid() {
    sessions.follow(new SessionPrivate(SESSION, 60));

    assertThat(sessions.holds(SESSION)).isTrue();
    assertThat(sessions.holds(new SessionId("other"))).isFalse();
    now += Duration.ofSeconds(60).toNanos() - 1;
    assertThat(sessions.holds(SESSION)).isTrue();
    now += 1;
    assertThat(sessions.holds(SESSION)).isFalse();
  }

  @Test
  void letsGoWhenItIsOver() {
    sessions.follow(new SessionPrivate(SESSION, 60));
    sessions.follow(new SessionPrivate(SESSION, 0));

    assertThat(sessions.holds(SESSION)).isFalse();
  }

  @Test
  void forgetsTheFirstOfTooMany() {
    sessions.follow(new SessionPrivate(SESSION, 60));
    for (int i = 0; i < PrivateSessions.MOST; i++) {
      sessions.follow(new SessionPrivate(new SessionId("s" + i), 60));
    }

    assertThat(sessions.holds(SESSION)).isFalse();
    assertThat(sessions.holds(new SessionId("s0"))).isTrue();
  }
}
