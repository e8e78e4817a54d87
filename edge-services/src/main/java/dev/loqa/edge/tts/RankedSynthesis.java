package dev.loqa.edge.tts;

import dev.loqa.base.audio.Pcm;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One text that changes hands when its engine fails.
final class RankedSynthesis implements Synthesis {
  private static final Logger LOG = LoggerFactory.getLogger(RankedSynthesis.class);

  private final RankedSynthesizer engines;
  private final SpeechRequest request;
  private RankedSynthesizer.Started now;
  private boolean cancelled;

  RankedSynthesis(RankedSynthesizer engines, SpeechRequest request) {
    this.engines = engines;
    this.request = request;
    this.now = engines.start(request, 0);
  }

  @Override
  public Optional<Pcm> next() {
    while (true) {
      RankedSynthesizer.Started current = current();
      try {
        return current.synthesis().next();
      } catch (TtsException e) {
        String rest = current.synthesis().unspoken();
        if (rest.isBlank() || !engines.hasAfter(current.rank())) {
          throw e;
        }
        if (!handOver(current, rest, e)) {
          return Optional.empty();
        }
      }
    }
  }

  @Override
  public String unspoken() {
    return current().synthesis().unspoken();
  }

  @Override
  public synchronized void cancel() {
    cancelled = true;
    now.synthesis().cancel();
  }

  @Override
  public synchronized void close() {
    cancelled = true;
    now.synthesis().close();
  }

  private synchronized RankedSynthesizer.Started current() {
    return now;
  }

  /// Whether it still has to be spoken.
  private boolean handOver(RankedSynthesizer.Started failed, String rest, TtsException why) {
    failed.synthesis().close();
    SpeechRequest left = new SpeechRequest(rest, request.voice(), request.language());
    RankedSynthesizer.Started next = engines.start(left, failed.rank() + 1);
    LOG.atWarn()
        .addKeyValue("engine", failed.engine())
        .addKeyValue("next", next.engine())
        .addKeyValue("fault", why.getMessage())
        .log("an engine failed in the middle of a text, the next one goes on");
    synchronized (this) {
      now = next;
      if (cancelled) {
        next.synthesis().close();
      }
      return !cancelled;
    }
  }
}
