package dev.loqa.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Rules that only the text of the sources can show.
final class SourcesTest {
  private static final List<Path> SOURCES = Checkout.sources();

  @Test
  void nothingSleepsButAGuestThatAsksFor() {
    // A skill of ABI v1 may sleep inside its call; the engine hands that sleep to this clock.
    Set<String> allowed = Set.of("skill-host/src/main/java/dev/loqa/skillhost/abi/CallClock.java");

    assertThat(places("Thread\\.sleep\\("))
        .filteredOn(place -> !allowed.contains(place.replaceAll(":.*", "")))
        .isEmpty();
  }

  @Test
  void noTestIsDisabledAndNothingIsLeftForLater() {
    assertThat(places("@" + "Disabled\\b")).isEmpty();
    assertThat(places("\\b(TO" + "DO|FIX" + "ME)\\b")).isEmpty();
  }

  @Test
  void everyFenceThatCatchesAllSaysWhichOneItIs() {
    assertThat(places("catch \\(Exception\\b[^\\n]*\\n[^\\n]*\\n"))
        .filteredOn(place -> place.contains("/src/main/"))
        .allSatisfy(place -> assertThat(place).containsIgnoringCase("fence"));
  }

  @Test
  void everyPackageIsNullMarkedAndSaysWhereToBegin() {
    Set<Path> folders =
        SOURCES.stream()
            .filter(file -> file.toString().contains("/src/main/"))
            .map(file -> file.resolveSibling("package-info.java"))
            .collect(Collectors.toSet());

    assertThat(folders)
        .allSatisfy(
            info -> assertThat(Checkout.text(info)).startsWith("///").contains("@NullMarked"));
  }

  @Test
  void filesStayShort() {
    List<Integer> lengths =
        SOURCES.stream().map(file -> (int) Checkout.text(file).lines().count()).sorted().toList();
    int median = lengths.get(lengths.size() / 2);
    int p90 = lengths.get(lengths.size() * 9 / 10);
    int max = lengths.getLast();
    System.out.printf(
        "%d Java files: median %d, p90 %d, longest %d lines%n", lengths.size(), median, p90, max);

    assertThat(max).isLessThanOrEqualTo(500);
    assertThat(median).isLessThanOrEqualTo(90);
    assertThat(p90).isLessThanOrEqualTo(300);
  }

  private static List<String> places(String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    return SOURCES.stream().flatMap(file -> Checkout.places(file, compiled).stream()).toList();
  }
}
