import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Writes mixed-200.jsonl: `java bench/replay/Mixed.java > bench/replay/mixed-200.jsonl`.
///
/// 200 turns as a household would type them, in a fixed random order. Each is a conversation of its
/// own and what is expected of it holds in any order, so the file may be played with many turns at
/// once and again and again: timers run far longer than a replay, no two have one name, at most 30
/// run at once, and the file begins and ends by cancelling all of them.
final class Mixed {
  private static final int TURNS = 200;
  private static final int GAP_MS = 150;
  private static final long SEED = 20_260_101;

  /// Turns between timers' starts, questions and ends, so that the order holds with so many at once.
  private static final int QUIET = 12;

  private static final String[][] LIGHTS = {
    {"kitchen light", "light.kitchen"}, {"living room light", "light.living_room"},
    {"living room lamp", "light.living_room_lamp"}, {"dining room light", "light.dining_room"},
    {"bedroom light", "light.bedroom"}, {"bedroom lamp", "light.bedroom_lamp"},
    {"bathroom light", "light.bathroom"}, {"hallway light", "light.hallway"},
    {"office lamp", "light.office_lamp"}, {"porch lamp", "light.porch_lamp"},
  };
  private static final String[][] OTHERS = {
    {"bedroom fan", "fan.bedroom"}, {"kitchen fan", "fan.kitchen"},
    {"coffee machine", "switch.coffee_machine"},
  };
  private static final String[] TIMERS = {
    "pizza", "pasta", "noodle", "rice", "potato", "egg", "tea", "coffee", "bread", "cake",
    "cookie", "chicken", "oven", "laundry", "washing", "nap", "workout", "homework", "meeting",
    "break",
  };
  private static final Object[][] LENGTHS = {
    {"twenty minutes", 1200}, {"forty five minutes", 2700}, {"an hour", 3600},
    {"an hour and ten minutes", 4200}, {"two hours", 7200}, {"thirty minutes", 1800},
    {"25 minutes", 1500}, {"two and a half hours", 9000},
  };

  private static final String[][] TALK = {
    {"what time is it", "small-talk.time"}, {"tell me the time please", "small-talk.time"},
    {"what is the date", "small-talk.date"}, {"what day is it", "small-talk.day"},
    {"what day is it tomorrow", "small-talk.day"}, {"what can I say", "small-talk.help"},
    {"thank you", "small-talk.thanks"}, {"hello", "small-talk.hello"},
    {"good morning", "small-talk.hello"}, {"good night", "small-talk.goodbye"},
    {"who are you", "small-talk.who"}, {"what is your name", "small-talk.who"},
  };

  private final Random random = new Random(SEED);

  private Mixed() {}

  public static void main(String[] args) {
    List<String> turns = new Mixed().turns();
    StringBuilder file = new StringBuilder();
    for (int i = 0; i < turns.size(); i++) {
      file.append("{\"at_ms\":").append(i * GAP_MS).append(",\"language\":\"en\",");
      file.append(turns.get(i)).append("}\n");
    }
    System.out.print(file);
  }

  private List<String> turns() {
    List<String> turns = new ArrayList<>();
    turns.add(cancelAll());
    turns.addAll(times(QUIET, this::light));
    turns.addAll(shuffled(middle()));
    turns.addAll(times(QUIET, this::light));
    turns.addAll(shuffled(timersLater()));
    turns.addAll(times(TURNS - 1 - turns.size(), this::light));
    turns.add(cancelAll());
    return turns;
  }

  private List<String> middle() {
    List<String> middle = new ArrayList<>();
    for (String name : TIMERS) {
      middle.add(startNamed(name));
    }
    middle.addAll(times(8, this::startUnnamed));
    middle.addAll(
        times(8, () -> turn("what timers are running", "timer", "timer.list", "", "timer", "")));
    middle.addAll(
        times(4, () -> "\"text\":\"set a timer\",\"expect\":{" + text("reply_contains", "for how long") + "}"));
    middle.addAll(times(62, this::light));
    middle.addAll(times(44, this::talk));
    return middle;
  }

  /// Questions and cancellations of timers that were started long before.
  private List<String> timersLater() {
    List<String> later = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String asked = TIMERS[i];
      later.add(
          turn("how much time is left on the " + asked + " timer", "timer", "timer.left",
              text("name", asked), asked + " timer", ""));
      String ended = TIMERS[i + 6];
      later.add(
          turn("cancel the " + ended + " timer", "timer", "timer.cancel", text("name", ended),
              ended + " timer", "timer.cancel"));
    }
    return later;
  }

  private String startNamed(String name) {
    Object[] length = pick(LENGTHS);
    String words =
        random.nextBoolean()
            ? "set a " + name + " timer for " + length[0]
            : "start a timer for " + length[0] + " called " + name;
    String slots = text("name", name) + ",\"duration\":" + length[1];
    return turn(words, "timer", "timer.start", slots, name + " timer for", "timer.start");
  }

  private String startUnnamed() {
    Object[] length = pick(LENGTHS);
    return turn("set a timer for " + length[0], "timer", "timer.start",
        "\"duration\":" + length[1], "timer for", "timer.start");
  }

  private static String cancelAll() {
    return turn("cancel all timers", "timer", "timer.cancel", text("which", "all"), "timer", "");
  }

  private String light() {
    String[] light = random.nextInt(6) == 0 ? pick(OTHERS) : pick(LIGHTS);
    boolean dims = light[1].startsWith("light.");
    String target = text("target", light[1]);
    return switch (random.nextInt(dims ? 6 : 4)) {
      case 0 -> switched(random.nextBoolean() ? "turn on the " + light[0] : "switch the " + light[0] + " on", "turn_on", light[0], target);
      case 1 -> switched(random.nextBoolean() ? "turn off the " + light[0] : "turn the " + light[0] + " off", "turn_off", light[0], target);
      case 2, 3 -> {
        String state = random.nextBoolean() ? "on" : "off";
        yield turn("is the " + light[0] + " " + state, "smart-home", "smart-home.state",
            target + "," + text("expected", state), light[0], "");
      }
      default -> {
        int level = 10 * (1 + random.nextInt(9));
        yield turn((random.nextBoolean() ? "dim the " : "set the ") + light[0] + " to " + level + " percent",
            "smart-home", "smart-home.dim", target + ",\"level\":" + level,
            light[0] + " to " + level, "smart-home.dim");
      }
    };
  }

  private static String switched(String words, String verb, String name, String target) {
    return turn(words, "smart-home", "smart-home." + verb, target, name, "smart-home." + verb);
  }

  private String talk() {
    String[] said = pick(TALK);
    return turn(said[0], "small-talk", said[1], "", "", "");
  }

  private static String turn(
      String words, String skill, String intent, String slots, String reply, String receipt) {
    StringBuilder json = new StringBuilder();
    json.append(text("text", words)).append(",\"expect\":{");
    json.append(text("skill", skill)).append(',').append(text("intent", intent));
    json.append(slots.isEmpty() ? "" : ",\"slots\":{" + slots + "}");
    json.append(reply.isEmpty() ? "" : "," + text("reply_contains", reply));
    json.append(receipt.isEmpty() ? "" : "," + text("receipt", receipt));
    return json.append('}').toString();
  }

  private static String text(String key, String value) {
    return "\"" + key + "\":\"" + value + "\"";
  }

  private static List<String> times(int count, Supplier<String> turn) {
    return new ArrayList<>(Stream.generate(turn).limit(count).toList());
  }

  private List<String> shuffled(List<String> turns) {
    Collections.shuffle(turns, random);
    return turns;
  }

  private <T> T pick(T[] from) {
    return from[random.nextInt(from.length)];
  }
}
