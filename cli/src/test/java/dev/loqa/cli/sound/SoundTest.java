package dev.loqa.cli.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.base.audio.Pcm;
import dev.loqa.cli.api.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Recorders and players that do what a test says, in the place of the system's.
final class SoundTest {
  @TempDir private Path folder = Path.of("");

  private Path program(String name, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  /// A recorder that gives so much of a tone and then silence without end.
  private List<String> recorder(Duration tone) throws IOException {
    short[] samples = new short[Pcm.samplesIn(tone, SoundPrograms.RATE_HZ)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (8_000 * Math.sin(i * 0.2));
    }
    Path sound =
        Files.write(folder.resolve("sound"), new Pcm(samples, SoundPrograms.RATE_HZ).bytes());
    return List.of(program("arecord", "cat " + sound + " /dev/zero").toString());
  }

  @Test
  void aPauseEndsARecording() throws IOException {
    Duration tone = Duration.ofMillis(500);
    Pcm heard = Recording.take(recorder(tone), () -> false);
    assertThat(heard.duration()).isEqualTo(tone.plus(Recording.PAUSE));
  }

  @Test
  void thePersonEndsARecording() throws IOException {
    AtomicInteger frames = new AtomicInteger();
    Pcm heard =
        Recording.take(recorder(Duration.ofSeconds(5)), () -> frames.incrementAndGet() == 50);
    assertThat(heard.duration()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void silenceIsNoSpeechAndEndsAfterAMinute() throws IOException {
    assertThat(Recording.take(recorder(Duration.ZERO), () -> false).isEmpty()).isTrue();
  }

  @Test
  void somebodyWhoNeverPausesIsHeardForAMinute() throws IOException {
    Pcm heard = Recording.take(recorder(Duration.ofSeconds(70)), () -> false);
    assertThat(heard.duration()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void aMachineWithoutAMicrophoneIsSaidInTheProgramsWords() throws IOException {
    String words = "audio open error: No such file or directory";
    List<String> none = List.of(program("arecord", "echo '" + words + "' >&2; exit 1").toString());
    assertThatThrownBy(() -> Recording.take(none, () -> false))
        .isInstanceOf(CliException.class)
        .hasMessageContainingAll(words, "--microphone", "loqa hear FILE.wav");
    assertThatThrownBy(() -> Recording.take(List.of("/nowhere/arecord"), () -> false))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("cannot be started");
  }

  @Test
  void aProgramThatWaitsInSilenceForAMicrophoneIsEnded() throws IOException {
    List<String> mute = List.of(program("pw-record", "exec sleep 600").toString());
    assertThatThrownBy(() -> Recording.take(mute, () -> false, Duration.ofMillis(50)))
        .isInstanceOf(CliException.class)
        .hasMessageContainingAll("nothing comes from it", "--microphone");
  }

  @Test
  void findsTheFirstProgramOfThePath() throws IOException {
    assertThat(SoundPrograms.recorder("")).isEmpty();
    assertThat(SoundPrograms.recorder(folder.toString())).isEmpty();
    Path parecord = program("parecord", "");
    assertThat(SoundPrograms.recorder(folder.toString()).orElseThrow())
        .startsWith(parecord.toString())
        .contains("--rate=16000");
    Path arecord = program("arecord", "");
    assertThat(SoundPrograms.recorder("/nowhere:" + folder).orElseThrow())
        .startsWith(arecord.toString());
    assertThat(SoundPrograms.player(folder.toString())).isEmpty();
  }

  @Test
  void playsAWholeFileAndSaysWhatWentWrong() throws IOException {
    Path copy = folder.resolve("played");
    List<String> player = List.of(program("aplay", "cp \"$1\" " + copy).toString());
    byte[] wav = {1, 2, 3};
    assertThat(Playing.of(wav, player)).isEmpty();
    assertThat(copy).hasBinaryContent(wav);
    List<String> broken = List.of(program("broken", "exit 3").toString());
    assertThat(Playing.of(wav, broken)).hasValueSatisfying(w -> assertThat(w).contains("code 3"));
    assertThat(Playing.of(wav, List.of("/nowhere/aplay"))).isPresent();
  }

  @Test
  void theInputsEndIsNotForgotten() {
    Keys keys = new Keys(Optional::empty);
    assertThat(keys.await()).isFalse();
    keys.forget();
    assertThat(keys.pressed()).isTrue();
    assertThat(keys.await()).isFalse();
  }
}
