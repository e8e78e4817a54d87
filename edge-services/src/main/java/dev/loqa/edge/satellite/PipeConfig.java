package dev.loqa.edge.satellite;

import dev.loqa.base.config.ConfigSection;
import java.util.List;

/// Where a satellite's live sound comes from and goes to: commands whose pipes carry mono s16le.
///
/// @param source the command that records, such as `arecord -q -t raw -f S16_LE -r 16000 -c 1`;
///   empty: none; `-`: this process's standard input
/// @param sourceRateHz the rate it records at
/// @param sink the command that plays; empty: nothing is played; `-`: this process's standard
///   output
/// @param sinkRateHz the rate it plays at
public record PipeConfig(String source, int sourceRateHz, String sink, int sinkRateHz) {
  /// No device at all: only files are heard.
  public static final PipeConfig NONE = new PipeConfig("", 16_000, "", 22_050);

  /// Reads the block `satellite`.
  public static PipeConfig read(ConfigSection section) {
    return new PipeConfig(
        section.text("source", NONE.source, "Command that records mono s16le; `-`: stdin."),
        section.integer("source_rate_hz", NONE.sourceRateHz, 8_000, 192_000, "Its rate."),
        section.text("sink", NONE.sink, "Command that plays mono s16le; `-`: stdout."),
        section.integer("sink_rate_hz", NONE.sinkRateHz, 8_000, 192_000, "Its rate."));
  }

  List<String> sourceCommand() {
    return words(source);
  }

  List<String> sinkCommand() {
    return words(sink);
  }

  private static List<String> words(String command) {
    return command.isBlank() ? List.of() : List.of(command.strip().split("\\s+", -1));
  }
}
