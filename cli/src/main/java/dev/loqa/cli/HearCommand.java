package dev.loqa.cli;

import dev.loqa.base.audio.AudioException;
import dev.loqa.base.audio.WavFile;
import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Turn;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa hear FILE.wav`: one spoken turn from a file.
@Command(
    name = "hear",
    mixinStandardHelpOptions = true,
    description = "Play a WAV file into the running Loqa's ear, as if somebody had spoken it.",
    footer = {"", "Example: loqa hear lamp.wav --out answer.wav"})
final class HearCommand implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "FILE.wav", description = "What was spoken.")
  private Path file = Path.of("");

  @Option(names = "--out", paramLabel = "FILE.wav", description = "Where the spoken answer goes.")
  private @Nullable Path out;

  @Option(
      names = "--fast",
      description = "Send the sound as fast as it goes, not as it was spoken.")
  private boolean fast;

  @Option(names = "--room", paramLabel = "ROOM", description = "The room it was spoken in.")
  private @Nullable String room;

  @Option(names = "--speaker", paramLabel = "NAME", description = "Who speaks.")
  private @Nullable String speaker;

  @Option(
      names = "--session",
      paramLabel = "ID",
      description = "Go on with this conversation: answer what it asked.")
  private @Nullable String session;

  HearCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    byte[] wav = read(file, shell);
    Map<String, String> query = new LinkedHashMap<>();
    query.put("real_time", Boolean.toString(!fast));
    if (room != null) {
      query.put("room", room);
    }
    if (speaker != null) {
      query.put("speaker", speaker);
    }
    if (session != null) {
      query.put("session_id", session);
    }
    if (out != null) {
      query.put("reply", "wav");
    }
    try (Api api = data.api(shell)) {
      Map<String, Object> answer = api.postWav(Api.path("/v1/hear", query), wav, DEADLINE);
      int code = SayCommand.print(shell, json.asked(), answer, "heard");
      if (!json.asked()) {
        shell.lines(Troubles.of(api, answer));
        SayCommand.howToAnswer(shell, answer);
      }
      if (out != null) {
        save(out, api.bytes("/v1/turns/" + Api.encoded(Turn.of(answer).turn()) + "/reply.wav"));
      }
      return code;
    }
  }

  /// The file's bytes once they are known to be sound.
  static byte[] read(Path file, Shell shell) {
    try {
      WavFile wav = WavFile.read(file);
      wav.warnings().forEach(shell::error);
      return Files.readAllBytes(file);
    } catch (AudioException e) {
      throw new CliException(Exit.FAILED, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, file + " cannot be read (" + e.getMessage() + "): check its rights", e);
    }
  }

  private static void save(Path out, byte[] wav) {
    try {
      Files.write(out, wav);
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED,
          out + " cannot be written (" + e.getMessage() + "): choose a folder you may write to",
          e);
    }
  }
}
