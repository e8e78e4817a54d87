package dev.loqa.edge.satellite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.audio.Pcm;
import dev.loqa.bus.Bus;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.protocol.PlayDone;
import dev.loqa.protocol.Subjects;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class PipeTest {
  private static final PipeConfig STDIN = new PipeConfig("-", 16_000, "", 22_050);

  @Test
  void loudSoundFromAPipeBeginsATurnWithWhatCameJustBefore() throws InterruptedException {
    Bus bus = new InMemoryBus();
    ScriptedHouse house = new ScriptedHouse(bus).withRecognizer().withVoice();
    BlockingQueue<PlayDone> done = new LinkedBlockingQueue<>();
    BlockingQueue<Pcm> played = new LinkedBlockingQueue<>();
    bus.subscribe(Subjects.PLAY_DONE, d -> done.add(d.as(PlayDone.class)));
    Pcm quiet = Pcm.silence(Duration.ofSeconds(1), 16_000);
    Pcm sound = quiet.then(loud()).then(quiet);

    Satellite satellite = Satellite.start(bus, SatelliteConfig.of("sat-1"), played::add);
    try (PipeListener listener =
        PipeListener.start(satellite, STDIN, new ByteArrayInputStream(sound.bytes()))) {
      assertThat(done.poll(20, TimeUnit.SECONDS)).isNotNull();
      assertThat(listener.awaitIdle(Duration.ofSeconds(5))).isTrue();
    } finally {
      satellite.close();
      bus.close();
    }

    assertThat(house.opened).hasSize(1);
    Pcm first = new Pcm(house.frames.element().pcm().toArray(), 16_000);
    assertThat(Loudness.isSpeech(first)).isFalse();
    assertThat(played).hasSize(3);
  }

  @Test
  void aQuietPipeBeginsNothing() throws InterruptedException {
    Bus bus = new InMemoryBus();
    ScriptedHouse house = new ScriptedHouse(bus).withRecognizer();
    byte[] silence = Pcm.silence(Duration.ofSeconds(2), 16_000).bytes();

    Satellite satellite = Satellite.start(bus, SatelliteConfig.of("sat-1"), pcm -> {});
    try (PipeListener listener =
        PipeListener.start(satellite, STDIN, new ByteArrayInputStream(silence))) {
      assertThat(house.opened.poll(300, TimeUnit.MILLISECONDS)).isNull();
      assertThat(listener.awaitIdle(Duration.ZERO)).isTrue();
    } finally {
      satellite.close();
      bus.close();
    }
  }

  @Test
  void aCommandPlaysWhatIsSaidAtItsOwnRate(@TempDir Path folder) throws Exception {
    Path script = folder.resolve("sink.sh");
    Path out = folder.resolve("played.raw");
    Files.writeString(script, "cat > \"$1\"\n");
    PipeConfig config = new PipeConfig("", 16_000, "sh " + script + " " + out, 8_000);

    CountDownLatch waiting = new CountDownLatch(1);
    PipeSpeaker speaker = new PipeSpeaker(config);
    speaker.accept(loud());
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while ((!Files.exists(out) || Files.size(out) < 8_000) && System.nanoTime() < deadline) {
      assertThat(waiting.await(5, TimeUnit.MILLISECONDS)).isFalse();
    }
    speaker.close();
    speaker.close();

    assertThat(Files.size(out)).isEqualTo(8_000);
  }

  private static Pcm loud() {
    short[] samples = new short[8_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (6_000 * Math.sin(i * 0.2));
    }
    return new Pcm(samples, 16_000);
  }
}
