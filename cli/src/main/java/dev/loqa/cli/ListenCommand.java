package dev.loqa.cli;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.audio.WavFile;
import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Turn;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.sound.Keys;
import dev.loqa.cli.sound.Playing;
import dev.loqa.cli.sound.Recording;
import dev.loqa.cli.sound.SoundPrograms;
import dev.loqa.cli.text.Shell;
import dev.loqa.cli.text.TurnText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loqa listen`: press to talk, in the terminal.
@Command(
    name = "listen",
    mixinStandardHelpOptions = true,
    description = {
      "Talk to the running Loqa with this machine's microphone, press to talk.",
      "Enter to speak, Enter or a pause to end, Ctrl-C to leave. The answer is printed and played."
    },
    footer = {
      "",
      "Example: loqa listen",
      "         loqa listen --microphone \"arecord -q -D hw:1 -t raw -f S16_LE -r 16000 -c 1\""
    })
final class ListenCommand implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private final Shell shell;
  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--microphone",
      paramLabel = "COMMAND",
      description = "Records mono s16le at 16,000 Hz without a header to its standard output.")
  private @Nullable String microphone;

  @Option(
      names = "--loudspeaker",
      paramLabel = "COMMAND",
      description = "Plays the WAV file that is put behind it.")
  private @Nullable String loudspeaker;

  @Option(names = "--silent", description = "Do not play the answer.")
  private boolean silent;

  @Option(names = "--room", paramLabel = "ROOM", description = "The room you are in.")
  private @Nullable String room;

  private String session = "";

  ListenCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (!shell.terminal()) {
      throw new CliException(
          Exit.USAGE,
          "loqa listen needs a terminal, for the Enter key: loqa hear FILE.wav takes a recording");
    }
    String path = shell.environment().getOrDefault("PATH", "");
    List<String> recorder =
        Optional.ofNullable(microphone)
            .map(SoundPrograms::words)
            .filter(words -> !words.isEmpty())
            .or(() -> SoundPrograms.recorder(path))
            .orElseThrow(ListenCommand::nothingRecords);
    Optional<List<String>> player =
        Optional.ofNullable(loudspeaker)
            .map(SoundPrograms::words)
            .filter(words -> !words.isEmpty())
            .or(() -> SoundPrograms.player(path))
            .filter(_ -> !silent);
    if (player.isEmpty() && !silent) {
      shell.error("no program that plays is here (aplay, paplay, pw-play): answers are printed");
    }
    try (Api api = data.api(shell)) {
      talk(api, recorder, player);
    }
    return Exit.OK;
  }

  private static CliException nothingRecords() {
    return new CliException(
        Exit.UNAVAILABLE,
        "no program that records is here (arecord, parecord, pw-record, rec): install alsa-utils or"
            + " name one with --microphone; loqa hear FILE.wav takes a recording");
  }

  private void talk(Api api, List<String> recorder, Optional<List<String>> player) {
    Keys keys = new Keys(shell.answers());
    shell.progress("Enter to speak, Enter or a pause to end, Ctrl-C to leave.");
    while (keys.await()) {
      shell.progress("listening");
      Pcm speech = Recording.take(recorder, keys::pressed);
      keys.forget(); // an Enter that came with the pause meant the end of this, not the next
      if (speech.isEmpty()) {
        shell.line("  heard nothing: speak louder, or nearer to the microphone");
      } else {
        answer(api, speech, player);
      }
      shell.progress("Enter to speak again");
    }
  }

  private void answer(Api api, Pcm speech, Optional<List<String>> player) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("real_time", "false");
    if (!session.isEmpty()) {
      query.put("session_id", session);
    }
    if (room != null) {
      query.put("room", room);
    }
    if (player.isPresent()) {
      query.put("reply", "wav");
    }
    Map<String, Object> answer =
        api.postWav(Api.path("/v1/hear", query), WavFile.bytes(speech), DEADLINE);
    Turn turn = Turn.of(answer);
    session = turn.session();
    shell.lines(TurnText.of(turn, "heard"));
    shell.lines(Troubles.of(api, answer));
    SayCommand.howToAnswer(shell, answer);
    if (player.isPresent() && turn.audioMs() > 0) {
      byte[] wav = api.bytes("/v1/turns/" + Api.encoded(turn.turn()) + "/reply.wav");
      Playing.of(wav, player.get())
          .ifPresent(fault ->
              shell.error(
                  "the answer was not played: " + fault + "; choose another --loudspeaker"));
    }
  }
}
