package dev.loqa.edge;

import dev.loqa.base.config.ConfigSection;
import dev.loqa.base.config.ConfigSource;
import dev.loqa.edge.stt.EndpointSettings;
import dev.loqa.edge.stt.HttpSettings;
import dev.loqa.edge.stt.SttConfig;
import dev.loqa.edge.stt.WhisperSettings;
import dev.loqa.edge.stt.vad.VadSettings;
import dev.loqa.protocol.NodeId;
import java.time.Duration;
import java.util.Optional;

/// Reads the block `stt`. Pure.
final class SttBlock {
  private SttBlock() {}

  static SttConfig read(ConfigSection section, ConfigSource source, NodeId node) {
    SttConfig usual = SttConfig.defaults(node);
    String engine =
        section.oneOf("engine", usual.engine(), SttConfig.ENGINES, "The engine that recognizes.");
    ConfigSection whisper = section.section("whisper");
    String model =
        whisper.text(
            "model",
            "",
            "The model that whisper.cpp loads: its name in models.folder or in the house, or a ggml file.");
    if (engine.equals("whisper") && model.isBlank()) {
      source.fault("stt.whisper.model", model, WhisperSettings.NO_MODEL);
      engine = usual.engine();
    }
    HttpSettings server = server(section.section("http"));
    if (engine.equals("http")) {
      Optional<String> fault = HttpSettings.fault(server.url());
      if (fault.isPresent()) {
        source.fault("stt.http.url", server.url(), fault.get());
        engine = usual.engine();
      }
    }
    ConfigSection sphinx = section.section("pocketsphinx");
    return new SttConfig(
        node,
        engine,
        section.text("language", usual.language(), "The language of the vocabulary."),
        section.integer(
            "recognizers", usual.recognizers(), 1, 16, "Utterances listened to at once."),
        section.number(
            "reject_below", usual.rejectBelow(), 0, 1, "Confidence below which it is no command."),
        section.millis(
            "partial_every_ms",
            usual.partialEvery(),
            Duration.ofMillis(20),
            Duration.ofSeconds(5),
            "The least time between two partial transcripts."),
        endpoint(section.section("endpoint")),
        vad(section),
        new SttConfig.PocketSphinx(
            sphinx.text("library", "", "The library; empty: the usual places."),
            sphinx.text("model", "", "The acoustic model's folder; empty: the usual places."),
            sphinx.text("dictionary", "", "The dictionary; empty: the usual places.")),
        whisper(whisper, model),
        server);
  }

  private static VadSettings vad(ConfigSection section) {
    VadSettings usual = VadSettings.DEFAULT;
    return new VadSettings(
        section.oneOf(
            "vad",
            usual.use(),
            VadSettings.CHOICES,
            "What tells voice from other sound; auto: Silero where its model is, else builtin."),
        section
            .section("silero")
            .text(
                "model",
                usual.model(),
                "Silero's net: its name in models.folder or in the house, or an ONNX file."));
  }

  private static WhisperSettings whisper(ConfigSection section, String model) {
    WhisperSettings usual = WhisperSettings.NONE;
    return new WhisperSettings(
        model,
        section.integer("threads", usual.threads(), 0, 64, "0: the processors less one."),
        section.number(
            "grammar_penalty",
            usual.grammarPenalty(),
            0,
            100,
            "How much less likely words are that the house does not know; 0: not."),
        section.millis(
            "deadline_ms",
            usual.deadline(),
            Duration.ofMillis(500),
            Duration.ofMinutes(2),
            "Until an utterance is decoded."));
  }

  private static HttpSettings server(ConfigSection section) {
    HttpSettings usual = HttpSettings.NONE;
    return new HttpSettings(
        section.text(
            "url", "", "Where the API of a recognizer begins, as http://127.0.0.1:8000/v1."),
        section.text("model", "", "The model's name, as that server knows it."),
        section.secret("key", "The key for that server; better in a file."),
        section.text("key_file", "", "A file that holds the key."),
        section.flag("prompt", usual.prompt(), "Send the house's sentences and names along."),
        section.flag("detailed", usual.detailed(), "Ask how sure the model is (verbose_json)."),
        section.millis(
            "deadline_ms",
            usual.deadline(),
            Duration.ofMillis(200),
            Duration.ofSeconds(60),
            "Until the words are there, a second try included."));
  }

  private static EndpointSettings endpoint(ConfigSection section) {
    EndpointSettings usual = EndpointSettings.DEFAULT;
    return new EndpointSettings(
        pause(section, "complete_ms", usual.complete(), 64, 2_000, "after a whole command"),
        pause(
            section,
            "may_continue_ms",
            usual.mayContinue(),
            64,
            3_000,
            "after a whole command that could go on"),
        pause(section, "unknown_ms", usual.unknown(), 64, 3_000, "when words say nothing about it"),
        pause(section, "prefix_ms", usual.prefix(), 64, 5_000, "after a command's beginning"),
        pause(
            section, "settled_ms", usual.settled(), 500, 10_000, "of words, though there is sound"),
        pause(section, "no_speech_ms", usual.noSpeech(), 500, 30_000, "before anybody speaks"),
        pause(
            section,
            "longest_ms",
            usual.longest(),
            1_000,
            60_000,
            "after which an utterance ends anyway"));
  }

  private static Duration pause(
      ConfigSection section, String key, Duration usual, int least, int most, String when) {
    return section.millis(
        key, usual, Duration.ofMillis(least), Duration.ofMillis(most), "The pause " + when + ".");
  }
}
