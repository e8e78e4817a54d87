package dev.loqa.bench.stt;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.audio.WavFile;
import dev.loqa.edge.stt.EndpointSettings;
import dev.loqa.edge.stt.Endpointer;
import dev.loqa.edge.stt.vad.VadSettings;
import dev.loqa.edge.stt.vad.VoiceDetector;
import dev.loqa.edge.stt.vad.VoiceDetectors;
import dev.loqa.understanding.Completeness;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Where each way to tell voice from other sound finds the beginning and the end of what people
/// say, in a quiet room and beside noise and music, and how much of sound without a voice it takes
/// for one.
///
/// `VoiceBench [AUDIO_FOLDER [SILERO_FILE]]`. Prints one table, in milliseconds of the recording.
public final class VoiceBench {
  private static final List<String> RECORDINGS =
      List.of(
          "r3_turn_on_the_lamp.wav",
          "r3_set_timer.wav",
          "wfw_turn_on_the_living_room_lamp.wav",
          "librivox_ss_0880.wav");
  private static final List<String> VOICES = List.of("en-us", "en-us+f2", "en-gb", "en-gb+f2");
  private static final List<String> NOISES = List.of("white", "fan", "hum", "clicks", "music");
  private static final double[] DISTANCES_DB = {20, 10, 5};
  private static final int QUIET_RMS = 4;
  private static final int STEP = 320;
  private static final int STEPS_TIMED = 20_000;

  private final List<VoiceDetector> detectors;

  private VoiceBench(List<VoiceDetector> detectors) {
    this.detectors = detectors;
  }

  public static void main(String[] args) {
    Path recordings = Path.of(args.length > 0 ? args[0] : "../shared/data/audio");
    Path silero =
        Path.of(args.length > 1 ? args[1] : "../shared/data/models/silero_vad_16k_op15.onnx");
    List<VoiceDetector> detectors = new ArrayList<>();
    detectors.add(VoiceDetectors.open(new VadSettings(VadSettings.BUILT_IN, "")));
    detectors.add(VoiceDetectors.open(new VadSettings(VadSettings.SILERO, silero.toString())));
    try {
      new VoiceBench(detectors).run(recordings);
    } finally {
      detectors.reversed().forEach(VoiceDetector::close);
    }
  }

  private void run(Path recordings) {
    System.out.printf(
        "load %.1f on %d processors%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.getRuntime().availableProcessors());
    System.out.printf("%-38s %-16s", "voice", "beside");
    detectors.forEach(detector -> System.out.printf(" %18s", detector.name()));
    System.out.println();
    for (String recording : RECORDINGS) {
      Path file = recordings.resolve(recording);
      if (Files.isReadable(file)) {
        beside(recording, WavFile.read(file).pcm().at(Sound.RATE).samples());
      } else {
        System.err.println(file + " is not here: left out");
      }
    }
    for (String voice : VOICES) {
      beside("espeak-ng " + voice, Sound.speech("turn on the kitchen light", voice, 150).samples());
    }
    NOISES.forEach(this::alone);
    detectors.forEach(VoiceBench::time);
  }

  private void beside(String name, short[] voice) {
    line(name, "a quiet room", mixed(voice, white(voice.length + 2 * Sound.RATE, QUIET_RMS)));
    for (String noise : List.of("white", "fan", "music")) {
      for (double distance : DISTANCES_DB) {
        double rms = rms(voice) / Math.pow(10, distance / 20);
        line(
            name,
            "%s -%.0f dB".formatted(noise, distance),
            mixed(voice, scaled(noise, voice.length + 2 * Sound.RATE, rms)));
      }
    }
  }

  private void line(String name, String beside, short[] sound) {
    System.out.printf("%-38s %-16s", name, beside);
    for (VoiceDetector detector : detectors) {
      System.out.printf(" %18s", found(detector, sound));
    }
    System.out.println();
  }

  private static String found(VoiceDetector detector, short[] sound) {
    try (var activity = detector.begin()) {
      Endpointer endpointer = new Endpointer(EndpointSettings.DEFAULT, activity);
      for (int at = 0; at + STEP <= sound.length && !endpointer.state().over(); at += STEP) {
        endpointer.accept(sound, at, STEP, "", Completeness.PREFIX);
      }
      return endpointer.spoken()
          ? "%d to %d%s"
              .formatted(
                  endpointer.speechStartSample() / 16,
                  endpointer.speechEndSample() / 16,
                  endpointer.state().over() ? "" : " ...")
          : "nobody";
    }
  }

  /// The share of hops that are taken for voice.
  private void alone(String kind) {
    for (int loudness = 300; loudness <= 10_000; loudness *= 3) {
      System.out.printf("%-38s %-16s", "nobody", kind + " " + loudness);
      for (VoiceDetector detector : detectors) {
        short[] sound = scaled(kind, 10 * Sound.RATE, loudness);
        int voiced = 0;
        try (var activity = detector.begin()) {
          for (short sample : sound) {
            voiced += activity.accept(sample) && activity.voice() ? 1 : 0;
          }
          System.out.printf(Locale.ROOT, " %16.1f %%", 100.0 * voiced / activity.hops());
        }
      }
      System.out.println();
    }
  }

  private static void time(VoiceDetector detector) {
    try (var activity = detector.begin()) {
      long start = System.nanoTime();
      long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      short[] sound = white(512, 500);
      for (int i = 0; i < STEPS_TIMED; i++) {
        for (short sample : sound) {
          activity.accept(sample);
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%s: 32 ms of sound take %.3f ms, %.3f ms of processor time%n",
          detector.name(),
          (System.nanoTime() - start) / 1e6 / STEPS_TIMED,
          (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu)
              / 1e6
              / STEPS_TIMED);
    }
  }

  private static short[] white(int samples, double rms) {
    Random random = new Random(17);
    short[] sound = new short[samples];
    for (int i = 0; i < samples; i++) {
      sound[i] = clamped(random.nextGaussian() * rms);
    }
    return sound;
  }

  /// Noise of this loudness; `fan` is noise whose power falls with the frequency, as of a room's
  /// machines.
  private static short[] scaled(String kind, int samples, double rms) {
    short[] sound =
        kind.equals("fan") ? fan(samples) : repeated(Sound.noise(kind, 8_000, 3), samples);
    double factor = rms / rms(sound);
    short[] result = new short[samples];
    for (int i = 0; i < samples; i++) {
      result[i] = clamped(sound[i] * factor);
    }
    return result;
  }

  private static short[] fan(int samples) {
    short[] sound = white(samples, 1_000);
    double level = 0;
    for (int i = 0; i < samples; i++) {
      level = 0.98 * level + sound[i];
      sound[i] = clamped(level);
    }
    return sound;
  }

  private static short[] repeated(Pcm piece, int samples) {
    short[] from = piece.samples();
    short[] sound = new short[samples];
    for (int i = 0; i < samples; i++) {
      sound[i] = from[i % from.length];
    }
    return sound;
  }

  private static short[] mixed(short[] voice, short[] beside) {
    short[] sound = beside.clone();
    for (int i = 0; i < voice.length; i++) {
      sound[i] = clamped((double) sound[i] + voice[i]);
    }
    return sound;
  }

  private static double rms(short[] sound) {
    double energy = 0;
    for (short sample : sound) {
      energy += (double) sample * sample;
    }
    return Math.sqrt(energy / sound.length);
  }

  private static short clamped(double value) {
    return (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
