package dev.loqa.skillhost;

import static dev.loqa.skillhost.wasm.Code.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.protocol.Receipt;
import dev.loqa.skillhost.wasm.V2Module;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Skills that answer what they must not, and say that all went well.
@Timeout(120)
class BadRepliesTest {
  @TempDir Path folder;
  private HostFixture fixture;

  @BeforeEach
  void start() {
    fixture = new HostFixture(folder);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  /// Writes a value, replies, and returns 0.
  private Outcome replying(String reply) {
    fixture.load(
        V2Module.handling(
            m -> m.call("kv_put", "k", "v").drop().add(m.call("reply", reply)).drop().i32(0),
            "kv_put",
            "reply"));
    return fixture.call();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "all done!",
        "",
        "[1,2]",
        "{\"say\":",
        "{\"say\":\"a\",\"say\":\"b\"}",
        "{\"say\":{\"en\":\"hi\"}}",
        "{\"receipts\":[\"unlocked\"]}",
        "{\"receipts\":[{\"action\":\"\",\"target\":\"door\",\"effect\":1}]}",
        "{\"cards\":{}}"
      })
  void failsACallWhoseReplyIsNone(String reply) {
    assertThat(replying(reply))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.reason()).startsWith("its reply is refused: "));
  }

  @Test
  void failsACallWhoseReplyIsTenMegabytes() {
    // The guest's whole memory is 2 MiB; it asks the host to read more than the payload's budget.
    fixture.load(
        V2Module.handling(
            m -> code().i32(0).i32(100_000).call(m.index("reply")).drop().i32(0), "reply"));

    assertThat(fixture.call())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.reason())
                    .isEqualTo("its reply is refused: it has 100000 bytes, 4096 are allowed"));
  }

  @Test
  void trapsOnAReplyThatIsLongerThanItsMemory() {
    fixture.load(
        V2Module.handling(
            m -> code().i32(0).i32(10 << 20).call(m.index("reply")).drop().i32(0), "reply"));

    assertThat(fixture.call())
        .isInstanceOfSatisfying(
            Outcome.Trapped.class,
            trapped -> assertThat(trapped.trap()).isEqualTo(Outcome.Trap.POINTER));
  }

  @Test
  void takesAnotherReplyAfterOneThatWasRefused() {
    fixture.load(
        V2Module.handling(
            m ->
                m.call("reply", "nonsense")
                    .drop()
                    .add(m.call("reply", "{\"say\":\"better\"}"))
                    .drop()
                    .i32(0),
            "reply"));

    assertThat(fixture.call())
        .isInstanceOfSatisfying(
            Outcome.Completed.class,
            completed -> assertThat(completed.reply().say()).isEqualTo("better"));
  }

  @Test
  void makesNoReceiptOfAnEffectThatItDidNotHave() {
    Outcome.Completed completed =
        (Outcome.Completed)
            replying(
                "{\"say\":\"The door is unlocked.\",\"receipts\":["
                    + "{\"action\":\"lock.unlock\",\"target\":\"front door\",\"effect\":2},"
                    + "{\"action\":\"lock.unlock\",\"target\":\"back door\"},"
                    + "{\"action\":\"note\",\"target\":\"k\",\"effect\":1}]}");

    assertThat(Receipts.settle(completed, List.of(EffectResult.done(1))))
        .containsExactly(
            new Receipt("lock.unlock", "front door", Receipts.FAILED),
            new Receipt("lock.unlock", "back door", Receipts.FAILED),
            new Receipt("note", "k", Receipt.DONE));
  }

  @Test
  void doesNotSendAnothersCommand() {
    fixture.load(
        V2Module.handling(
            m -> m.call("publish", "skill.locks.unlock", "{\"door\":\"front\"}"), "publish"));

    assertThat(fixture.result()).isEqualTo(-3);
    assertThat(fixture.denied())
        .singleElement()
        .satisfies(denied -> {
          assertThat(denied.target()).isEqualTo("skill.locks.unlock");
          assertThat(denied.reason()).contains("capabilities.bus.publish");
        });
    assertThat(fixture.published).isEmpty();
  }
}
