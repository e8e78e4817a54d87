package dev.loqa.edge.satellite;

import dev.loqa.base.audio.Pcm;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.protocol.AudioFrame;
import dev.loqa.protocol.AudioLimits;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.SessionId;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The frames of one utterance: sent once and kept until its final transcript, so that another
/// recognizer can take over in the middle. At most a minute of sound. Used by one thread.
final class KeptFrames {
  private static final Logger LOG = LoggerFactory.getLogger(KeptFrames.class);

  private final Bus bus;
  private final SessionId session;
  private final List<AudioFrame> frames = new ArrayList<>();
  private long samples;
  private int frameSamples;
  private boolean ended;
  private int unsent;

  KeptFrames(Bus bus, SessionId session) {
    this.bus = bus;
    this.session = session;
  }

  /// Sends a frame; one that fills the minute is the last.
  void send(Pcm frame, boolean last) {
    if (ended) {
      return;
    }
    if (frames.isEmpty()) {
      frameSamples = frame.length();
    }
    samples += frame.length();
    ended = last || samples >= (long) AudioLimits.UTTERANCE_SECONDS * frame.sampleRateHz();
    AudioFrame message =
        new AudioFrame(
            session, frames.size(), frame.sampleRateHz(), 1, Bytes.wrap(frame.bytes()), ended);
    frames.add(message);
    publishFrom(Math.min(unsent, frames.size() - 1));
  }

  /// Sends what was sent already, from a sequence number on.
  void resend(long from) {
    publishFrom(Math.clamp(from, 0, frames.size()));
  }

  /// While the bus is away frames are only kept; they go out with the first one that it takes
  /// again.
  private void publishFrom(int first) {
    unsent = first;
    try {
      while (unsent < frames.size()) {
        bus.publish(frames.get(unsent));
        unsent++;
      }
    } catch (BusException.Unavailable e) {
      LOG.atDebug()
          .addKeyValue("session", session)
          .addKeyValue("kept_from", unsent)
          .log("bus away");
    }
  }

  /// Whether the last frame of the utterance was sent.
  boolean ended() {
    return ended;
  }

  /// Where a position given as frame and offset lies, in milliseconds after the first sample.
  double positionMs(long sequence, double offsetMs, int sampleRateHz) {
    return sequence * 1_000.0 * frameSamples / sampleRateHz + offsetMs;
  }
}
