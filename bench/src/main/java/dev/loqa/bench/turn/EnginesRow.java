package dev.loqa.bench.turn;

import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Percentiles;
import dev.loqa.bench.measure.Row;
import dev.loqa.bench.measure.Size;
import dev.loqa.bench.measure.TemporaryFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// `kill -9` of the engine's process in the middle of turns, recognizer, voice and model by turns,
/// at moments that a seed chooses: how soon the person hears an answer or an apology, and how soon
/// the house is whole again.
public final class EnginesRow implements Row {
  private static final Goal ANSWER = Goal.atMost(2, 1, " s");
  private static final Goal BACK = Goal.atMost(6, 3, " s");
  private static final List<String> VICTIMS = List.of("stt", "tts", "llm");
  private static final int SENTENCES = 12;

  @Override
  public List<Line> measure(Size size) throws IOException, InterruptedException {
    int turns = size.of(51, 3);
    try (TemporaryFolder folder = TemporaryFolder.make();
        TalkingModel model = TalkingModel.start(SENTENCES);
        RunningLoqad loqad =
            RunningLoqad.configured(
                size, folder.path(), Map.of("services", VICTIMS, "llm", model.block()));
        FailingHouse house = FailingHouse.in(loqad, Clip.spoken(folder.path(), "en-us"))) {
      List<FailingHouse.Outcome> outcomes = new ArrayList<>();
      for (int i = 0; i < turns; i++) {
        FailingHouse.Outcome outcome = house.turn(VICTIMS.get(i % VICTIMS.size()), i);
        size.say("engines: " + outcome);
        outcomes.add(outcome);
      }
      return lines(outcomes);
    }
  }

  private static List<Line> lines(List<FailingHouse.Outcome> outcomes) {
    Percentiles heard = of(outcomes, false);
    Percentiles back = of(outcomes, true);
    Map<String, List<FailingHouse.Outcome>> byVictim = new TreeMap<>();
    outcomes.forEach(
        one -> byVictim.computeIfAbsent(one.victim(), _ -> new ArrayList<>()).add(one));
    List<String> heardDetails = new ArrayList<>();
    List<String> backDetails = new ArrayList<>();
    heardDetails.add("of all " + shown(heard));
    backDetails.add("of all " + shown(back));
    byVictim.forEach((victim, ones) -> {
      heardDetails.add(victim + " " + shown(of(ones, false)) + "; " + endings(ones));
      double answer =
          ones.stream().mapToDouble(FailingHouse.Outcome::answerSeconds).max().orElse(0);
      heardDetails.add(
          String.format(Locale.ROOT, "%s: the answer itself after %.2f s at most", victim, answer));
      backDetails.add(victim + " " + shown(of(ones, true)));
    });
    long silent = outcomes.stream().filter(one -> one.ending().equals("nothing")).count();
    long broken = outcomes.stream().filter(one -> !one.nextWhole()).count();
    return List.of(
        Line.of(
                "kill -9 of an engine in a turn -> answer or apology, slowest",
                heard.at(100),
                ANSWER,
                heard.count(),
                heardDetails)
            .onlyIf(silent == 0, silent + " turns ended in silence"),
        Line.of(
                "kill -9 of an engine in a turn -> service back, slowest",
                back.at(100),
                BACK,
                back.count(),
                backDetails)
            .onlyIf(broken == 0, broken + " of the next turns were not whole"));
  }

  private static Percentiles of(List<FailingHouse.Outcome> outcomes, boolean back) {
    return Percentiles.of(
        outcomes.stream().map(one -> back ? one.backSeconds() : one.heardSeconds()).toList());
  }

  private static String shown(Percentiles values) {
    return String.format(
        Locale.ROOT,
        "s: p50 %.2f, p95 %.2f, most %.2f",
        values.median(),
        values.at(95),
        values.at(100));
  }

  private static String endings(List<FailingHouse.Outcome> outcomes) {
    Map<String, Integer> counts = new TreeMap<>();
    outcomes.forEach(one -> counts.merge(one.ending(), 1, Integer::sum));
    return counts.toString();
  }
}
