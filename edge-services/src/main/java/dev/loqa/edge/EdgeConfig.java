package dev.loqa.edge;

import dev.loqa.base.config.ConfigSection;
import dev.loqa.base.config.ConfigSource;
import dev.loqa.base.telemetry.TelemetryConfig;
import dev.loqa.edge.llm.LlmConfig;
import dev.loqa.edge.satellite.PipeConfig;
import dev.loqa.edge.satellite.SatelliteConfig;
import dev.loqa.edge.satellite.TurnTimes;
import dev.loqa.edge.stt.SttConfig;
import dev.loqa.protocol.Ids;
import dev.loqa.protocol.NodeId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The configuration of an edge process: one file serves every kind, each reads the blocks it needs
/// and all are checked.
///
/// @param pki the folder with `<node>.crt`, `<node>.key` and `ca.crt`; absent: a bus without TLS
/// @param connectWithin how long the bus may be away at the start, and later, before the process
///   gives up
/// @param models the folder in which this machine keeps its models
record EdgeConfig(
    NodeId node,
    List<String> servers,
    @Nullable Path pki,
    Duration connectWithin,
    TelemetryConfig telemetry,
    SttConfig stt,
    TtsBlock tts,
    LlmConfig llm,
    LlmBlock.Engine model,
    SatelliteConfig satellite,
    PipeConfig pipe,
    Path models) {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration MILLI = Duration.ofMillis(1);

  /// Reads and checks the whole file.
  ///
  /// @throws dev.loqa.base.config.ConfigException with every problem
  static EdgeConfig read(ConfigSource source, List<Kind> kinds) {
    ConfigSection root = source.root();
    ConfigSection bus = root.section("bus");
    ConfigSection node = root.section("node");
    String usual = "edge-" + kinds.stream().map(Kind::word).collect(Collectors.joining("-"));
    String id = node.text("id", usual, "This process's id on the bus.");
    if (!Ids.valid(id)) {
      source.fault("node.id", id, "use 1 to 64 characters of A-Z a-z 0-9 _ -");
      id = usual;
    }
    String room = node.text("room", "", "The room this node stands in.");
    List<String> servers =
        bus.texts("servers", List.of("tls://127.0.0.1:4222"), "Addresses of the bus.");
    String pki =
        bus.text("pki", "", "Folder with this node's certificate; empty: a bus without TLS.");
    Duration connectWithin =
        bus.millis(
            "connect_within_ms",
            Duration.ofSeconds(30),
            SECOND,
            Duration.ofHours(1),
            "How long the bus may be away before this process gives up.");
    TelemetryConfig telemetry = TelemetryConfig.read(root.section("telemetry"));
    ConfigSection satellite = root.section("satellite");
    LlmBlock llm = LlmBlock.read(root.section("llm"), source);
    EdgeConfig config =
        new EdgeConfig(
            new NodeId(id),
            servers,
            pki.isEmpty() ? null : Path.of(pki),
            connectWithin,
            telemetry,
            SttBlock.read(root.section("stt"), source, new NodeId(id)),
            TtsBlock.read(root.section("tts"), source),
            llm.limits(),
            llm.engine(),
            new SatelliteConfig(
                satellite.text("id", id, "The name that sounds for this satellite are sent to."),
                room.isEmpty() ? null : room,
                times(satellite)),
            PipeConfig.read(satellite),
            models(root.section("models")));
    source.check();
    return config;
  }

  private static Path models(ConfigSection section) {
    String folder =
        section.text(
            "folder",
            "",
            "Where this machine keeps its models; empty: ~/.local/share/loqa/models.");
    return folder.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".local/share/loqa/models")
        : Path.of(folder);
  }

  private static TurnTimes times(ConfigSection section) {
    TurnTimes usual = TurnTimes.DEFAULT;
    return new TurnTimes(
        section.millis(
            "frame_ms",
            usual.frame(),
            Duration.ofMillis(10),
            Duration.ofMillis(100),
            "Sound in one frame."),
        section.millis(
            "tail_ms", usual.tail(), MILLI, MINUTE, "Room tone after a recording's end."),
        section.millis(
            "open_within_ms",
            usual.openWithin(),
            MILLI,
            MINUTE,
            "Until some recognizer takes the utterance."),
        section.millis(
            "final_within_ms",
            usual.finalWithin(),
            MILLI,
            MINUTE,
            "From the last frame to the final transcript; then another recognizer is asked."),
        section.integer(
            "retakes", usual.retakes(), 0, 10, "How often another recognizer is asked."),
        section.millis(
            "answer_within_ms",
            usual.answerWithin(),
            MILLI,
            Duration.ofMinutes(10),
            "From the final transcript to the first sound of the answer."),
        section.millis(
            "silence_within_ms",
            usual.silenceWithin(),
            MILLI,
            MINUTE,
            "The same when no command was heard."),
        section.millis(
            "patience_ms",
            usual.patience(),
            MILLI,
            MINUTE,
            "Silence after which a sound says that the answer takes a moment."));
  }
}
