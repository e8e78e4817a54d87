package dev.loqa.cli.sound;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The programs that record and play here: the first of the usual ones that is on the search path.
/// Recorders write mono s16le at 16,000 Hz without a header to their standard output; players take
/// a WAV file as their last argument.
public final class SoundPrograms {
  /// Of recordings.
  public static final int RATE_HZ = 16_000;

  private static final List<List<String>> RECORDERS =
      List.of(
          List.of("arecord", "-q", "-t", "raw", "-f", "S16_LE", "-r", "16000", "-c", "1"),
          List.of("parecord", "--raw", "--format=s16le", "--rate=16000", "--channels=1"),
          List.of("pw-record", "--raw", "--format=s16", "--rate=16000", "--channels=1", "-"),
          words("rec -q -t raw -r 16000 -e signed-integer -b 16 -c 1 -"));

  private static final List<List<String>> PLAYERS =
      List.of(
          List.of("aplay", "-q"),
          List.of("paplay"),
          List.of("pw-play"),
          List.of("play", "-q"),
          List.of("afplay"));

  private SoundPrograms() {}

  /// A command line as a person types it.
  public static List<String> words(String command) {
    return Arrays.stream(command.strip().split("\\s+", -1)).filter(w -> !w.isEmpty()).toList();
  }

  /// The first recorder of `searchPath`.
  public static Optional<List<String>> recorder(String searchPath) {
    return first(RECORDERS, searchPath);
  }

  /// The first player of `searchPath`.
  public static Optional<List<String>> player(String searchPath) {
    return first(PLAYERS, searchPath);
  }

  private static Optional<List<String>> first(List<List<String>> programs, String searchPath) {
    return programs.stream().flatMap(program -> at(program, searchPath).stream()).findFirst();
  }

  private static Optional<List<String>> at(List<String> program, String searchPath) {
    return Arrays.stream(searchPath.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program.getFirst()))
        .filter(Files::isExecutable)
        .findFirst()
        .map(file -> replaced(program, file.toString()));
  }

  private static List<String> replaced(List<String> program, String file) {
    List<String> command = new ArrayList<>(program);
    command.set(0, file);
    return List.copyOf(command);
  }
}
