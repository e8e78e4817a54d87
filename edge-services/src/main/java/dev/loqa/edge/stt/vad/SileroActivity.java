package dev.loqa.edge.stt.vad;

import dev.loqa.edge.onnx.OnnxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Voice is what Silero's net takes for voice. The net tells music, noise and clicks from voice, in
/// noise as loud as the voice itself, but it notices an end some 100 ms late: where voices stand
/// out from a quiet room, loudness tells their end.
///
/// When the net fails within an utterance, loudness alone decides from there on.
final class SileroActivity implements VoiceActivity {
  private static final Logger LOG = LoggerFactory.getLogger(SileroActivity.class);

  private static final float BEGINS = 0.5f;
  private static final float GOES_ON = 0.35f;

  /// A consonant or the stop in front of it may look like no voice to the net.
  private static final int BRIDGED_STEPS = 3;

  private final SileroNet net;
  private final LoudnessActivity loudness = new LoudnessActivity();
  private final float[] step = new float[SileroNet.STEP];
  private int filled;
  private int stepsSinceVoice = BRIDGED_STEPS + 1;
  private boolean failed;

  SileroActivity(SileroNet net) {
    this.net = net;
  }

  @Override
  public boolean accept(short sample) {
    step[filled++] = sample / 32_768f;
    if (filled == SileroNet.STEP) {
      filled = 0;
      judge();
    }
    return loudness.accept(sample);
  }

  private void judge() {
    if (failed) {
      return;
    }
    try {
      float likely = net.voice(step);
      boolean voice = likely >= (speaking() ? GOES_ON : BEGINS);
      stepsSinceVoice = voice ? 0 : stepsSinceVoice + 1;
    } catch (OnnxException e) {
      failed = true;
      LOG.atWarn()
          .addKeyValue("fault", e.getMessage())
          .log("Silero failed, loudness alone tells voice in this utterance");
    }
  }

  private boolean speaking() {
    return stepsSinceVoice <= BRIDGED_STEPS;
  }

  @Override
  public boolean voice() {
    if (failed) {
      return loudness.voice();
    }
    return loudness.clear() ? speaking() && loudness.voice() : stepsSinceVoice == 0;
  }

  @Override
  public boolean wasBackground() {
    // The net never takes a background for voice.
    return failed && loudness.wasBackground();
  }

  @Override
  public int hops() {
    return loudness.hops();
  }

  @Override
  public void close() {
    net.close();
  }
}
