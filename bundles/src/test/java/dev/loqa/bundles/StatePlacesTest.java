package dev.loqa.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.cli.backup.HouseFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every place of the table "Where state lives" of ARCHITECTURE.md is in a backup, or is left out
/// with a reason.
final class StatePlacesTest {
  private static final Pattern TABLE =
      Pattern.compile("## Where state lives\n(.*?)\n## ", Pattern.DOTALL);
  private static final Pattern PLACE = Pattern.compile("`DATA/([A-Za-z0-9_./-]+)`");

  /// Words of the third column for what stands in the event store or is not kept.
  private static final Pattern NO_FILE =
      Pattern.compile("(same file, same transactions|skills' values under .*|memory)");

  private record State(String what, String place, String survives) {
    List<String> files() {
      return PLACE.matcher(place).results().map((MatchResult one) -> one.group(1)).toList();
    }
  }

  @Test
  void whatSurvivesARestartIsInABackup() {
    List<String> forgotten = new ArrayList<>();
    for (State state : states()) {
      for (String file : state.files()) {
        boolean again = state.survives().matches(".*(may be|written at every start).*");
        boolean leftOut = HouseFolder.LEFT_OUT.containsKey(file.replaceFirst("/.*", ""));
        if (!HouseFolder.takes(file) && !again && !leftOut) {
          forgotten.add(state.what() + ": " + state.place());
        }
        if (HouseFolder.takes(file) && again) {
          forgotten.add(state.what() + " is made again and taken all the same: " + state.place());
        }
      }
    }
    assertThat(forgotten).isEmpty();
  }

  @Test
  void everyPlaceIsAFileOfTheDataFolderOrSaysThatItIsNone() {
    assertThat(states())
        .allMatch(
            state -> !state.files().isEmpty() || NO_FILE.matcher(state.place()).matches(),
            "names DATA/..., the database or memory");
  }

  @Test
  void whatIsLeftOutIsInTheTable() {
    TreeSet<String> named = new TreeSet<>();
    states()
        .forEach(state -> state.files().forEach(file -> named.add(file.replaceFirst("/.*", ""))));

    assertThat(named).contains("events.db", "skills", "pki", "secrets", "pin", "home-assistant");
    assertThat(
            HouseFolder.LEFT_OUT.keySet().stream()
                .filter(name -> !name.startsWith(HouseFolder.STORE)))
        .allMatch(named::contains);
  }

  private static List<State> states() {
    var table = TABLE.matcher(Checkout.text(Checkout.ROOT.resolve("ARCHITECTURE.md")));
    assertThat(table.find()).isTrue();
    List<State> states =
        table
            .group(1)
            .lines()
            .filter(line -> line.startsWith("|") && !line.startsWith("|---"))
            .skip(1)
            .map(line -> line.split("\\|", -1))
            .map(cells -> new State(cells[1].strip(), cells[3].strip(), cells[4].strip()))
            .toList();
    assertThat(states).hasSizeGreaterThan(15);
    return states;
  }
}
