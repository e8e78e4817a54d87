package dev.loqa.edge.stt;

import dev.loqa.edge.stt.vad.VoiceActivity;
import dev.loqa.understanding.Completeness;

/// Decides when somebody has finished speaking: by voice, and by what the words mean so far.
///
/// Feed it every sample of 16 kHz with the latest partial. It has no clock: time is counted in
/// samples, so that a recording ends at the same place however fast it is read. One utterance, one
/// thread.
public final class Endpointer {
  private static final int SAMPLES_PER_MILLI = 16;

  /// Voice shorter than this within [#ONSET_WINDOW_HOPS] is a click or a knock.
  private static final int ONSET_VOICED_HOPS = 8;

  private static final int ONSET_WINDOW_HOPS = 16;

  /// Once somebody speaks, this many voiced hops of the last eight are speech that goes on.
  private static final int GOING_ON_VOICED_HOPS = 5;

  /// Silence that may be the end: longer than the stop in front of a consonant.
  private static final int PAUSE_MILLIS = 60;

  /// What is known about the utterance.
  public enum State {
    /// Nobody has spoken yet.
    WAITING,
    SPEAKING,
    /// Spoken, and silent for long enough.
    ENDED,
    /// Nobody spoke in time.
    NO_SPEECH,
    /// The longest utterance is over; what was said until now counts.
    TOO_LONG;

    public boolean over() {
      return this != WAITING && this != SPEAKING;
    }
  }

  private final EndpointSettings settings;
  private final VoiceActivity activity;
  private State state = State.WAITING;
  private long recentVoice;
  private int firstVoicedHop;
  private int lastVoicedHop;
  private int wordsChangedAtHop;
  private String words = "";

  /// @param activity of this utterance; closed by who made it
  public Endpointer(EndpointSettings settings, VoiceActivity activity) {
    this.settings = settings;
    this.activity = activity;
  }

  /// Takes sound and the words heard in it so far. After the end nothing changes any more.
  public State accept(
      short[] samples, int offset, int count, String partial, Completeness meaning) {
    if (!partial.equals(words)) {
      words = partial;
      wordsChangedAtHop = activity.hops();
    }
    for (int i = 0; i < count && !state.over(); i++) {
      if (activity.accept(samples[offset + i])) {
        state = afterHop(meaning);
      }
    }
    return state;
  }

  private State afterHop(Completeness meaning) {
    if (activity.wasBackground()) {
      state = State.WAITING;
      recentVoice = 0;
      lastVoicedHop = 0;
    }
    recentVoice = recentVoice << 1 | (activity.voice() ? 1 : 0);
    int voiced = Long.bitCount(recentVoice & ((1L << ONSET_WINDOW_HOPS) - 1));
    boolean speaking = state == State.SPEAKING || voiced >= ONSET_VOICED_HOPS;
    // A click in the pause does not start the wait anew.
    if (speaking && Long.bitCount(recentVoice & 0xFF) >= GOING_ON_VOICED_HOPS) {
      lastVoicedHop = activity.hops();
      if (state == State.WAITING) {
        firstVoicedHop = Math.max(0, lastVoicedHop - ONSET_WINDOW_HOPS);
      }
    }
    if (millis(activity.hops()) >= settings.longest().toMillis()) {
      return State.TOO_LONG;
    }
    if (!speaking) {
      return millis(activity.hops()) >= settings.noSpeech().toMillis()
          ? State.NO_SPEECH
          : State.WAITING;
    }
    return silent(meaning) || settled(meaning) ? State.ENDED : State.SPEAKING;
  }

  private boolean silent(Completeness meaning) {
    return millis(activity.hops() - lastVoicedHop) >= settings.silenceAfter(meaning).toMillis();
  }

  private boolean settled(Completeness meaning) {
    return meaning == Completeness.COMPLETE
        && millis(activity.hops() - wordsChangedAtHop) >= settings.settled().toMillis();
  }

  private static long millis(int hops) {
    return (long) hops * VoiceActivity.HOP_MILLIS;
  }

  public State state() {
    return state;
  }

  /// Whether anybody has spoken.
  public boolean spoken() {
    return lastVoicedHop > 0;
  }

  /// Whether somebody spoke and is silent now, for long enough that this may become the end.
  public boolean paused() {
    return state == State.SPEAKING && trailingSilenceMillis() >= PAUSE_MILLIS;
  }

  /// Where the voice began, in samples of 16 kHz from the start of the utterance, at most the
  /// window of its onset too early; 0 when nobody spoke.
  public long speechStartSample() {
    return millis(firstVoicedHop) * SAMPLES_PER_MILLI;
  }

  /// Where the last voice ended, in samples of 16 kHz from the start of the utterance; 0 when
  /// nobody spoke.
  public long speechEndSample() {
    return millis(lastVoicedHop) * SAMPLES_PER_MILLI;
  }

  /// The silence at the end until now, in milliseconds; what the person waited for this decision.
  public long trailingSilenceMillis() {
    return millis(activity.hops() - lastVoicedHop);
  }
}
