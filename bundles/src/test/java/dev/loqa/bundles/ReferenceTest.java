package dev.loqa.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.config.ConfigSource;
import dev.loqa.loqad.config.LoqaConfig;
import dev.loqa.protocol.Role;
import dev.loqa.protocol.RoleTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The reference pages say what the code says.
final class ReferenceTest {
  private static final Path PAGES = Checkout.ROOT.resolve("docs/reference");
  private static final Path WIRE = Checkout.ROOT.resolve("bus/src/test/resources/wire");

  /// An event's type as the code of loqad writes it.
  private static final Pattern EVENT =
      Pattern.compile("NewEvent\\.of\\(\\s*\"([a-z._]+)\"|PRUNED = \"([a-z._]+)\"");

  @Test
  void everySubjectStandsThereWithWhoSaysAndHearsIt() {
    String page = Checkout.text(PAGES.resolve("bus.md"));

    for (RoleTable.Row row : RoleTable.ROWS) {
      String start = "| `" + row.subject() + "` | ";
      String line =
          page.lines().filter(one -> one.startsWith(start)).findFirst().orElse("no row " + start);
      String[] cells = line.split("\\|", -1);
      assertThat(cells).as(line).hasSizeGreaterThan(3);
      assertThat(words(cells[2])).as("from: " + line).isEqualTo(names(row.from()));
      assertThat(words(cells[3])).as("to: " + line).isEqualTo(names(row.to()));
      assertThat(page).contains("### `" + row.subject() + "`");
    }
  }

  @Test
  void everyGoldenMessageIsAnExample() throws IOException {
    String page = Checkout.text(PAGES.resolve("bus.md"));

    try (Stream<Path> files = Files.walk(WIRE)) {
      List<Path> golden = files.filter(file -> file.toString().endsWith(".json")).toList();
      assertThat(golden).isNotEmpty();
      assertThat(golden).allSatisfy(file -> assertThat(page).contains(Checkout.text(file).strip()));
    }
  }

  @Test
  void everyKeyOfTheDaemonStandsThereWithItsDefault() {
    String page = Checkout.text(PAGES.resolve("config.md"));
    ConfigSource source = ConfigSource.empty(Map.of());
    LoqaConfig.read(source);

    assertThat(source.keys()).isNotEmpty();
    assertThat(source.keys()).allSatisfy(key -> assertThat(page).contains(row(key)));
  }

  @Test
  void everyTypeOfEventStandsThere() {
    String page = Checkout.text(PAGES.resolve("events.md"));
    List<String> types =
        javaOf("loqad/src/main/java").stream()
            .flatMap(file -> EVENT.matcher(Checkout.text(file)).results())
            .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
            .distinct()
            .toList();

    assertThat(types).hasSizeGreaterThan(5);
    assertThat(types).allSatisfy(type -> assertThat(page).contains("| `" + type + "` |"));
  }

  @Test
  void everyFunctionOfAbiVersionTwoIsDescribed() {
    String wit = Checkout.text(PAGES.resolve("skill-abi.wit"));
    String functions =
        Checkout.text(
            Checkout.ROOT.resolve(
                "skill-host/src/main/java/dev/loqa/skillhost/abi/AbiFunctions.java"));
    String table = functions.replaceAll("(?s).*LOQA_V2 =(.*?);.*", "$1");

    List<String> names =
        Pattern.compile("entry\\(\"(\\w+)\"")
            .matcher(table)
            .results()
            .map(found -> found.group(1).replace('_', '-'))
            .toList();

    assertThat(names).hasSizeGreaterThan(10);
    assertThat(names).allSatisfy(name -> assertThat(wit).contains("  " + name + ": func("));
  }

  /// The line of the page that a key must have.
  static String row(ConfigSource.KeyInfo key) {
    String value = key.defaultValue().isEmpty() ? "" : "`" + key.defaultValue() + "`";
    return "| `" + key.path() + "` | " + value + " | " + key.doc() + " |";
  }

  private static List<Path> javaOf(String folder) {
    try (Stream<Path> files = Files.walk(Checkout.ROOT.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot be listed", e);
    }
  }

  private static Set<String> names(Set<Role> roles) {
    return roles.stream().map(role -> role.name().toLowerCase(Locale.ROOT)).collect(toSet());
  }

  private static Set<String> words(String cell) {
    return Stream.of(cell.strip().split(", ", -1)).filter(word -> !word.isEmpty()).collect(toSet());
  }

  private static Collector<String, ?, Set<String>> toSet() {
    return Collectors.toSet();
  }
}
