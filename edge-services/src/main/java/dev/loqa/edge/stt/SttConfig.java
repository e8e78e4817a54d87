package dev.loqa.edge.stt;

import dev.loqa.edge.stt.vad.VadSettings;
import dev.loqa.protocol.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How this node listens.
///
/// @param node who leases utterances
/// @param engine one of [#ENGINES]
/// @param language of the vocabulary, BCP 47
/// @param recognizers how many utterances are listened to at once
/// @param rejectBelow the confidence below which sound is no command; 0 takes everything
/// @param partialEvery the least time between two partial transcripts
public record SttConfig(
    NodeId node,
    String engine,
    String language,
    int recognizers,
    double rejectBelow,
    Duration partialEvery,
    EndpointSettings endpoint,
    VadSettings vad,
    PocketSphinx pocketsphinx,
    WhisperSettings whisper,
    HttpSettings http) {
  public static final List<String> ENGINES = List.of("pocketsphinx", "whisper", "http");

  /// Where PocketSphinx lies; empty texts stand for the usual places.
  public record PocketSphinx(String library, String model, String dictionary) {
    public static final PocketSphinx DEFAULT = new PocketSphinx("", "", "");
  }

  public SttConfig {
    var faults = new ArrayList<String>();
    if (!ENGINES.contains(engine)) {
      faults.add("stt.engine is " + engine + ": use one of " + String.join(", ", ENGINES));
    }
    if (recognizers < 1 || recognizers > 16) {
      faults.add("stt.recognizers is " + recognizers + ": use 1 to 16");
    }
    if (!(rejectBelow >= 0 && rejectBelow <= 1)) {
      faults.add("stt.reject_below is " + rejectBelow + ": use 0 to 1");
    }
    if (partialEvery.toMillis() < 20 || partialEvery.toMillis() > 5_000) {
      faults.add("stt.partial_every is " + partialEvery.toMillis() + " ms: use 20 to 5000 ms");
    }
    if (engine.equals("whisper") && whisper.model().isBlank()) {
      faults.add("stt.whisper.model is empty: " + WhisperSettings.NO_MODEL);
    }
    if (engine.equals("http")) {
      HttpSettings.fault(http.url())
          .ifPresent(fault -> faults.add("stt.http.url is \"" + http.url() + "\": " + fault));
    }
    if (!faults.isEmpty()) {
      throw new SttException(String.join("\n", faults));
    }
  }

  /// The same with whisper.cpp loading this file.
  public SttConfig withWhisperModel(String file) {
    return new SttConfig(
        node,
        engine,
        language,
        recognizers,
        rejectBelow,
        partialEvery,
        endpoint,
        vad,
        pocketsphinx,
        whisper.withModel(file),
        http);
  }

  /// The same with this to tell voice from other sound.
  public SttConfig withVad(VadSettings settings) {
    return new SttConfig(
        node,
        engine,
        language,
        recognizers,
        rejectBelow,
        partialEvery,
        endpoint,
        settings,
        pocketsphinx,
        whisper,
        http);
  }

  /// What needs no configuration.
  public static SttConfig defaults(NodeId node) {
    return new SttConfig(
        node,
        "pocketsphinx",
        "en",
        2,
        0.5,
        Duration.ofMillis(120),
        EndpointSettings.DEFAULT,
        VadSettings.DEFAULT,
        PocketSphinx.DEFAULT,
        WhisperSettings.NONE,
        HttpSettings.NONE);
  }
}
