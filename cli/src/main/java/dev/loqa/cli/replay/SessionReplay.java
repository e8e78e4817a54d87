package dev.loqa.cli.replay;

import dev.loqa.cli.api.Answer;
import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Turn;
import dev.loqa.cli.api.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A recorded session run again: its words, one after the other, in a new conversation.
public final class SessionReplay {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int MOST_PAGES = 100;
  private static final int NOT_FOUND = 404;

  /// A turn then and now.
  ///
  /// @param differences empty when it went the same way
  record Pair(Turn then, Turn now, List<String> differences) {
    Pair {
      differences = List.copyOf(differences);
    }
  }

  private final String session;
  private final List<Pair> pairs;

  SessionReplay(String session, List<Pair> pairs) {
    this.session = session;
    this.pairs = List.copyOf(pairs);
  }

  /// Runs session `id` again.
  public static SessionReplay run(Api api, String id) {
    List<Turn> recorded = recorded(api, id);
    if (recorded.isEmpty()) {
      throw new CliException(
          Exit.FAILED, "the session " + id + " has no turns: see ./loqa sessions");
    }
    List<Pair> pairs = new ArrayList<>();
    @Nullable String again = null;
    for (Turn then : recorded) {
      if (then.transcript().isBlank()) {
        continue;
      }
      ReplayEntry entry =
          new ReplayEntry(
              1, 0, then.transcript(), null, then.language(), null, null, Expectation.NONE);
      Turn now = Turn.of(api.post("/v1/say", Player.body(entry, again), DEADLINE));
      again = now.session();
      pairs.add(new Pair(then, now, differences(then, now)));
    }
    return new SessionReplay(id, pairs);
  }

  private static List<Turn> recorded(Api api, String id) {
    List<Turn> turns = new ArrayList<>();
    String cursor = "0";
    for (int page = 0; page < MOST_PAGES; page++) {
      String path =
          Api.path("/v1/sessions/" + Api.encoded(id), Map.of("cursor", cursor, "limit", "100"));
      Answer found = api.ask(path, Api.SOON);
      if (found.status() == NOT_FOUND) {
        throw new CliException(
            Exit.FAILED, "the session " + id + " is not known: ./loqa sessions lists them");
      }
      Map<String, Object> answer = found.good();
      Values.list(answer, "turns").forEach(one -> turns.add(Turn.of(one)));
      if (!(answer.get("next") instanceof Number next)) {
        break;
      }
      cursor = Long.toString(next.longValue());
    }
    return turns;
  }

  /// What went another way; times and ids are not compared.
  static List<String> differences(Turn then, Turn now) {
    List<String> differences = new ArrayList<>();
    compare(differences, "skill", then.skill(), now.skill());
    compare(differences, "intent", then.intent(), now.intent());
    compare(differences, "slots", then.slots(), now.slots());
    compare(differences, "receipts", then.receipts(), now.receipts());
    compare(differences, "reply", then.reply(), now.reply());
    return differences;
  }

  private static void compare(
      List<String> differences, String what, @Nullable Object then, @Nullable Object now) {
    if (!String.valueOf(then).equals(String.valueOf(now))) {
      differences.add(what + ": was " + then + ", is " + now);
    }
  }

  /// Whether everything went the same way.
  public boolean same() {
    return pairs.stream().allMatch(pair -> pair.differences().isEmpty());
  }

  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("session", session);
    map.put("again", pairs.isEmpty() ? "" : pairs.getFirst().now().session());
    map.put("turns", pairs.size());
    map.put(
        "different",
        pairs.stream()
            .filter(pair -> !pair.differences().isEmpty())
            .map(pair -> Map.of("said", pair.then().transcript(), "reasons", pair.differences()))
            .toList());
    return map;
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Pair pair : pairs) {
      boolean same = pair.differences().isEmpty();
      lines.add((same ? "same       " : "DIFFERENT  ") + "\"" + pair.then().transcript() + "\"");
      pair.differences().forEach(difference -> lines.add("    " + difference));
    }
    return lines;
  }
}
