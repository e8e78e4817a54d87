package dev.loqa.loqad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.process.Supervisor.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ReadinessTest {
  @Test
  void saysWhyNobodyServesAndWhatToDo() {
    assertThat(Readiness.absent("stt", null))
        .isEqualTo("no stt node was heard lately: loqa-edge stt starts one");
    assertThat(Readiness.absent("stt", new State.Waiting("exit code 137", Duration.ofMillis(500))))
        .isEqualTo(
            "its process ended (exit code 137) and is started again within 500 ms:"
                + " look for edge-stt in the log, its last lines say why it ended");
    assertThat(Readiness.absent("stt", new State.Starting(2))).contains("being started: wait");
    assertThat(Readiness.absent("stt", new State.Running(4711)))
        .contains("4711 runs and was not heard lately: ", "kill -9 4711");
    assertThat(Readiness.absent("stt", new State.Stopped())).contains("start Loqa again");
  }
}
