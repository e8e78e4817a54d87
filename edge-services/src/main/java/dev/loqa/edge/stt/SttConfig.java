package dev.loqa.edge.stt;

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
    PocketSphinx pocketsphinx,
    Whisper whisper,
    HttpSettings http) {
  public static final List<String> ENGINES = List.of("pocketsphinx", "whisper", "http");

  /// Where PocketSphinx lies; empty texts stand for the usual places.
  public record PocketSphinx(String library, String model, String dictionary) {
    public static final PocketSphinx DEFAULT = new PocketSphinx("", "", "");
  }

  /// Which model whisper.cpp loads and with how many threads; no model, no engine.
  ///
  /// @param threads 0 stands for the number of processors less one
  public record Whisper(String model, int threads) {
    public static final Whisper DEFAULT = new Whisper("", 0);
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
    if (whisper.threads() < 0 || whisper.threads() > 64) {
      faults.add("stt.whisper.threads is " + whisper.threads() + ": use 0 to 64");
    }
    if (engine.equals("whisper") && whisper.model().isBlank()) {
      faults.add("stt.whisper.model is empty: " + NO_WHISPER_MODEL);
    }
    if (engine.equals("http")) {
      HttpSettings.fault(http.url())
          .ifPresent(fault -> faults.add("stt.http.url is \"" + http.url() + "\": " + fault));
    }
    if (!faults.isEmpty()) {
      throw new SttException(String.join("\n", faults));
    }
  }

  /// How one gets a Whisper model.
  public static final String NO_WHISPER_MODEL =
      "set it to a ggml model file; `loqa models pull whisper-tiny.en` fetches one,"
          + " `loqa models add FILE` takes one you have";

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
        PocketSphinx.DEFAULT,
        Whisper.DEFAULT,
        HttpSettings.NONE);
  }
}
