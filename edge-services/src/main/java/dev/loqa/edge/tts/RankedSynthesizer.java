package dev.loqa.edge.tts;

import dev.loqa.base.life.Parts;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Several engines as one, the owner's favourite first. A text goes to the first that has the voice
/// or the language; when that one fails on the way, the next goes on where it stopped. Who has none
/// of both goes to the last, which must speak something in any case.
///
/// Thread-safe as its engines are; closes them.
public final class RankedSynthesizer implements Synthesizer {
  private static final Logger LOG = LoggerFactory.getLogger(RankedSynthesizer.class);

  private final List<Synthesizer> ranked;

  public RankedSynthesizer(List<Synthesizer> ranked) {
    if (ranked.isEmpty()) {
      throw new TtsException("there is no engine to speak: give one");
    }
    this.ranked = List.copyOf(ranked);
  }

  @Override
  public String name() {
    return ranked.stream().map(Synthesizer::name).collect(Collectors.joining("+"));
  }

  @Override
  public List<Voice> voices() {
    return ranked.stream().flatMap(engine -> engine.voices().stream()).distinct().toList();
  }

  @Override
  public boolean speaks(SpeechRequest request) {
    return ranked.stream().anyMatch(engine -> engine.speaks(request));
  }

  @Override
  public Synthesis begin(SpeechRequest request) {
    return new RankedSynthesis(this, request);
  }

  @Override
  public void close() {
    Parts parts = new Parts();
    ranked.reversed().forEach(parts::add);
    parts.close();
  }

  /// Starts with the first engine from `rank` on that speaks this.
  Started start(SpeechRequest request, int rank) {
    int last = ranked.size() - 1;
    for (int i = rank; i < last; i++) {
      Synthesizer engine = ranked.get(i);
      if (engine.speaks(request)) {
        try {
          return new Started(i, engine.name(), engine.begin(request));
        } catch (TtsException e) {
          LOG.atWarn()
              .addKeyValue("engine", engine.name())
              .addKeyValue("fault", e.getMessage())
              .log("an engine cannot speak a text, the next one does");
        }
      }
    }
    Synthesizer engine = ranked.get(last);
    return new Started(last, engine.name(), engine.begin(request));
  }

  boolean hasAfter(int rank) {
    return rank + 1 < ranked.size();
  }

  /// A text in the hands of one engine.
  record Started(int rank, String engine, Synthesis synthesis) {}
}
