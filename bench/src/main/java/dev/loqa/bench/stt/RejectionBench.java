package dev.loqa.bench.stt;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.audio.WavFile;
import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Size;
import dev.loqa.edge.stt.EndpointSettings;
import dev.loqa.edge.stt.Endpointer;
import dev.loqa.edge.stt.Grammar;
import dev.loqa.edge.stt.Hypothesis;
import dev.loqa.edge.stt.Recognizer;
import dev.loqa.edge.stt.pocketsphinx.PocketSphinxEngine;
import dev.loqa.edge.stt.vad.BuiltInDetector;
import dev.loqa.understanding.Completeness;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How often sound that is no command is taken for one, and how often a command is refused.
///
/// `RejectionBench [AUDIO_FOLDER [COMMANDS]]`: commands and other sentences in voices of espeak-ng,
/// human recordings from the folder cut into windows, and noises; at the end up to so many commands
/// in voices that are unlike people's. None of the sentences was used to choose the limits of the
/// rejection. Prints one table with the machine's load.
public final class RejectionBench {
  private static final List<String> UNUSUAL_VOICES =
      List.of("en-us+f3", "en-us+m1", "en-us+m5", "en-us+f5", "en-gb-x-rp", "en-gb+f2");
  private static final int MOST_COMMANDS = 600;
  private static final List<String> USUAL_VOICES =
      List.of("en-us", "en-us+f2", "en-gb", "en-gb+f2");
  private static final int MOST_REFUSED_PERCENT = 5;
  private static final int STEP_SAMPLES = 512;
  private static final int[] SPEEDS = {130, 150, 175};
  private static final List<String> NOISES = List.of("white", "hum", "clicks", "music");
  private static final Map<String, String> HUMAN_COMMANDS =
      new TreeMap<>(
          Map.of(
              "wfw_turn_on_the_living_room_lamp.wav", "turn on the living room lamp",
              "r3_turn_on_the_lamp.wav", "turn on the lamp",
              "r3_set_timer.wav", "set a timer for ten minutes"));
  private static final List<String> HUMAN_SPEECH = List.of("jfk.wav", "librivox_ss_0880.wav");

  private final House house;
  private final Grammar grammar;
  private final Recognizer ears;
  private final Path recordings;
  private final int commands;
  private final List<String> wrong = new ArrayList<>();

  private RejectionBench(House house, Recognizer ears, Path recordings, int commands) {
    this.house = house;
    this.grammar = Grammar.ofFsg("house", house.fsg(), "");
    this.ears = ears;
    this.recordings = recordings;
    this.commands = commands;
  }

  public static void main(String[] args) {
    var recordings = Path.of(args.length > 0 ? args[0] : "../shared/data/audio");
    int commands = args.length > 1 ? Integer.parseInt(args[1]) : MOST_COMMANDS;
    try (var engine = new PocketSphinxEngine("", "", "", 0.5);
        var ears = engine.recognizer()) {
      System.out.println(engine.describe());
      new RejectionBench(House.of(Path.of("")), ears, recordings, commands).run();
    }
  }

  /// The lines of the table: how many commands are understood, and how much of each kind of other
  /// sound is taken for a command, which counts only while few commands are refused.
  public static List<Line> row(Size size) {
    try (var engine = new PocketSphinxEngine("", "", "", 0.5);
        var ears = engine.recognizer()) {
      var house = House.of(size.root());
      var bench = new RejectionBench(house, ears, size.recordings(), 0);
      var usual = bench.usual(size.of(100, 4));
      var people = bench.humanCommands();
      var others = bench.others(size.of(Integer.MAX_VALUE, 2));
      var open = bench.humanSpeech(size.of(Integer.MAX_VALUE, 2));
      var noise = new Tally();
      NOISES.forEach(kind -> noise.add(bench.noise(kind, size.of(6, 1))));
      var refused =
          "commands refused: espeak-ng %.1f %% of %d, people %.1f %% of %d; ears: %s"
              .formatted(
                  usual.refusedPercent(),
                  usual.tried,
                  people.refusedPercent(),
                  people.tried,
                  engine.describe());
      boolean listens = usual.refusedPercent() <= MOST_REFUSED_PERCENT;
      return List.of(
          usual.understood(
              "100 sentences in 4 voices of espeak-ng",
              Goal.atLeast(90, 95, " %"),
              List.of("grammar: " + house.size())),
          people.understood("people", Goal.atLeast(100, 100, " %"), List.of()),
          others.line("espeak sentences", Goal.atMost(10, 3, " %"), refused, listens),
          open.line("open human speech", Goal.atMost(10, 3, " %"), refused, listens),
          noise.line("noise", Goal.atMost(10, 3, " %"), refused, listens));
    }
  }

  private void run() {
    System.out.printf(
        "load %.1f on %d processors%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.getRuntime().availableProcessors());
    System.out.printf(
        "%-28s %6s %10s %10s %12s%n", "sound", "tried", "accepted", "refused", "understood");
    usual(100).print("commands, usual voices");
    humanCommands().print("commands, people");
    printWrong();
    others(Integer.MAX_VALUE).print("no commands, espeak-ng");
    humanSpeech(Integer.MAX_VALUE).print("open speech, people");
    NOISES.forEach(kind -> noise(kind, 6).print("noise, " + kind));
    var perVoice = new TreeMap<String, Tally>();
    commands(perVoice).print("commands, unusual voices");
    perVoice.forEach((voice, tally) -> tally.print("  commands, " + voice));
    printWrong();
  }

  private void printWrong() {
    wrong.forEach(System.out::println);
    wrong.clear();
  }

  /// Every sentence once, the voices in turn.
  private Tally usual(int most) {
    var tally = new Tally();
    int index = 0;
    for (var sentence : house.sentences().subList(0, most)) {
      command(sentence, USUAL_VOICES.get(index++ % USUAL_VOICES.size()), 150, tally);
    }
    return tally;
  }

  private Tally commands(Map<String, Tally> perVoice) {
    var spoken = new Tally();
    int index = 0;
    for (var voice : UNUSUAL_VOICES) {
      var ofVoice = perVoice.computeIfAbsent(voice, _ -> new Tally());
      for (var sentence : house.sentences()) {
        if (spoken.tried + ofVoice.tried < commands) {
          command(sentence, voice, SPEEDS[index++ % SPEEDS.length], ofVoice);
        }
      }
      spoken.add(ofVoice);
    }
    return spoken;
  }

  private void command(String sentence, String voice, int wordsPerMinute, Tally tally) {
    var heard = hear(Sound.speech(sentence, voice, wordsPerMinute));
    boolean right = heard.accepted() && house.same(sentence, heard.text());
    if (!right) {
      wrong.add(
          String.format(
              Locale.ROOT,
              "%s: %s -> %s (%.2f)",
              voice,
              sentence,
              heard.text(),
              heard.confidence()));
    }
    tally.add(heard, right);
  }

  private Tally humanCommands() {
    var tally = new Tally();
    HUMAN_COMMANDS.forEach((file, words) ->
        recording(file)
            .ifPresent(sound -> {
              var heard = hear(sound);
              tally.add(heard, house.same(words, heard.text()));
            }));
    return tally;
  }

  private Tally others(int most) {
    var tally = new Tally();
    int index = 0;
    for (var sentence : house.otherSentences().stream().limit(most).toList()) {
      for (int i = 0; i < 2; i++, index++) {
        var voice = UNUSUAL_VOICES.get((index * 5 + i) % UNUSUAL_VOICES.size());
        tally.add(hear(Sound.speech(sentence, voice, SPEEDS[index % SPEEDS.length])), false);
      }
    }
    return tally;
  }

  private Tally humanSpeech(int most) {
    var tally = new Tally();
    for (var file : HUMAN_SPEECH) {
      recording(file)
          .ifPresent(sound -> {
            for (double seconds : new double[] {1.5, 2, 3, 4}) {
              int window = (int) (seconds * Sound.RATE);
              for (int at = 0; at + window <= sound.length(); at += Sound.RATE / 2) {
                if (tally.tried < most) {
                  tally.add(hear(sound.slice(at, at + window)), false);
                }
              }
            }
          });
    }
    return tally;
  }

  private Tally noise(String kind, int loudnesses) {
    var tally = new Tally();
    for (int loudness = 0; loudness < loudnesses; loudness++) {
      tally.add(hear(Sound.noise(kind, 300 * Math.pow(2, loudness), loudness)), false);
    }
    return tally;
  }

  /// As the ears hear in a house: the utterance is over after a pause, and a shorter one is told.
  private Hypothesis hear(Pcm sound) {
    var samples = sound.samples();
    var endpointer = new Endpointer(EndpointSettings.DEFAULT, new BuiltInDetector().begin());
    try (var utterance = ears.open(grammar)) {
      for (int at = 0; at < samples.length && !endpointer.state().over(); at += STEP_SAMPLES) {
        int count = Math.min(STEP_SAMPLES, samples.length - at);
        utterance.accept(samples, at, count);
        endpointer.accept(samples, at, count, "", Completeness.OTHER);
        if (endpointer.paused()) {
          utterance.paused(
              (int) endpointer.speechStartSample(), (int) endpointer.speechEndSample());
        }
      }
      return utterance.finish();
    }
  }

  private Optional<Pcm> recording(String file) {
    var path = recordings.resolve(file);
    if (!Files.isReadable(path)) {
      System.err.println(path + " is not here: left out");
      return Optional.empty();
    }
    return Optional.of(WavFile.read(path).pcm().at(Sound.RATE));
  }

  /// Counts of one kind of sound.
  private static final class Tally {
    private int tried;
    private int accepted;
    private int understood;

    /// @param right whether it means what was said
    void add(Hypothesis heard, boolean right) {
      tried++;
      accepted += heard.accepted() ? 1 : 0;
      understood += heard.accepted() && right ? 1 : 0;
    }

    void add(Tally other) {
      tried += other.tried;
      accepted += other.accepted;
      understood += other.understood;
    }

    double refusedPercent() {
      return percent(tried - accepted);
    }

    Line line(String kind, Goal goal, String refused, boolean listens) {
      var what = "sound that is no command taken for one: " + kind;
      return tried == 0
          ? Line.missing(what, goal, "there is no such sound here")
          : Line.of(what, percent(accepted), goal, tried, List.of(refused))
              .onlyIf(listens, "more than " + MOST_REFUSED_PERCENT + " % of commands refused");
    }

    Line understood(String kind, Goal goal, List<String> details) {
      var what = "commands with the meaning they were said with: " + kind;
      return tried == 0
          ? Line.missing(what, goal, "there are no such commands here")
          : Line.of(what, percent(understood), goal, tried, details);
    }

    void print(String kind) {
      System.out.printf(
          "%-28s %6d %9.1f%% %9.1f%% %11.1f%%%n",
          kind, tried, percent(accepted), percent(tried - accepted), percent(understood));
    }

    private double percent(int part) {
      return tried == 0 ? 0 : 100.0 * part / tried;
    }
  }
}
