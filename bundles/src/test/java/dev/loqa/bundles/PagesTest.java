package dev.loqa.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The pages for people point to what is there.
final class PagesTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  /// A path in backticks whose first folder is one of ours.
  private static final Pattern PATH =
      Pattern.compile(
          "`((?:base|bench|bundles|bus|cli|docs|edge-services|launcher|loqad|observability|protocol|skill-host|skills|understanding)"
              + "/[a-zA-Z0-9_./-]*[a-zA-Z0-9_/-])`");

  @Test
  void everyLinkLeadsToAFile() {
    List<String> dead = new ArrayList<>();
    for (Path page : Checkout.pages()) {
      for (String target : found(LINK, page)) {
        String file = target.replaceAll("#.*", "");
        if (!target.matches("[a-z]+:.*")
            && !file.isEmpty()
            && !isThere(page.resolveSibling(file))) {
          dead.add(Checkout.shortName(page) + " links to " + target);
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  @Test
  void everyPathThatAPageNamesIsThere() {
    List<String> dead = new ArrayList<>();
    for (Path page : Checkout.pages()) {
      for (String path : found(PATH, page)) {
        if (!path.matches(".*([.]{3}|/(NAME|LANG|ENGINE|dice)\\b).*")
            && !path.contains("/target/")
            && !isThere(Checkout.ROOT.resolve(path))) {
          dead.add(Checkout.shortName(page) + " names " + path);
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  private static List<String> found(Pattern pattern, Path page) {
    return pattern
        .matcher(Checkout.text(page))
        .results()
        .map((MatchResult one) -> one.group(1))
        .toList();
  }

  private static boolean isThere(Path file) {
    return Files.exists(file.normalize());
  }
}
