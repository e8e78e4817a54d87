package dev.loqa.edge.tts;

import dev.loqa.base.audio.Pcm;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One text that changes hands when its engine fails.
final class RankedSynthesis implements Synthesis {
  private static final Logger LOG = LoggerFactory.getLogger(RankedSynthesis.class);

  private final RankedSynthesizer engines;
  private final SpeechRequest request;
  private RankedSynthesizer.Started now;
  private boolean cancelled;
  private int stalledRank = -1;
  private @Nullable Fallback fallback;

  RankedSynthesis(RankedSynthesizer engines, SpeechRequest request) {
    this.engines = engines;
    this.request = request;
    this.now = engines.start(request, 0);
  }

  @Override
  public Optional<Pcm> next() {
    while (true) {
      RankedSynthesizer.Started current = current();
      String why;
      try {
        Optional<Pcm> piece = current.synthesis().next();
        if (piece.isPresent() || !hasStalled(current)) {
          return piece;
        }
        why = "it made no sound for too long";
      } catch (TtsException e) {
        if (!engines.hasAfter(current.rank()) || current.synthesis().unspoken().isBlank()) {
          throw e;
        }
        why = String.valueOf(e.getMessage());
      }
      String rest = current.synthesis().unspoken();
      if (rest.isBlank() || !goOn(current, rest, why)) {
        return Optional.empty();
      }
    }
  }

  @Override
  public synchronized boolean handOver() {
    if (cancelled || !engines.hasAfter(now.rank())) {
      return false;
    }
    stalledRank = now.rank();
    now.synthesis().cancel();
    return true;
  }

  @Override
  public Optional<Fallback> fallback() {
    return Optional.ofNullable(fallback);
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

  private synchronized boolean hasStalled(RankedSynthesizer.Started current) {
    return !cancelled && stalledRank == current.rank();
  }

  /// Lets the next engine speak the rest; whether it still has to be spoken.
  private boolean goOn(RankedSynthesizer.Started failed, String rest, String why) {
    failed.synthesis().close();
    SpeechRequest left = new SpeechRequest(rest, request.voice(), request.language());
    RankedSynthesizer.Started next = engines.start(left, failed.rank() + 1);
    LOG.atWarn()
        .addKeyValue("engine", failed.engine())
        .addKeyValue("next", next.engine())
        .addKeyValue("fault", why)
        .log("an engine failed in the middle of a text, the next one goes on");
    fallback = new Fallback(failed.engine() + " failed: " + why, next.engine() + " speaks");
    synchronized (this) {
      now = next;
      if (cancelled) {
        next.synthesis().close();
      }
      return !cancelled;
    }
  }
}
