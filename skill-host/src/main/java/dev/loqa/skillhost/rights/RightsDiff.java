package dev.loqa.skillhost.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a version asks for beside what was agreed to, each as a sentence a household understands.
///
/// @param widened what nobody agreed to yet: it must not take effect without consent
/// @param narrowed what it no longer asks for, or asks less of
/// @param same what stays as it was
public record RightsDiff(List<Change> widened, List<Change> narrowed, List<Change> same) {
  /// One right that differs or stays.
  ///
  /// @param about what it is about, for programs: `publish:home.command`
  /// @param sentence for people
  /// @param usual whether every skill that minds its own business gets as much
  public record Change(String about, String sentence, boolean usual) {}

  public RightsDiff {
    widened = List.copyOf(widened);
    narrowed = List.copyOf(narrowed);
    same = List.copyOf(same);
  }

  /// Compares what `skill` asks for with what its owner agreed to. A right is widened unless one
  /// agreed right covers it whole: several that would do so together do not count.
  public static RightsDiff between(String skill, Rights agreed, Rights asked) {
    List<Change> widened = new ArrayList<>();
    List<Change> narrowed = new ArrayList<>();
    List<Change> same = new ArrayList<>();
    for (Right right : asked.all()) {
      Optional<Right> before = about(agreed, right);
      if (agreed.all().contains(right)) {
        same.add(change(skill, right, Rights.sentence(right)));
      } else if (agreed.all().stream().anyMatch(had -> had.covers(right))) {
        narrowed.add(change(skill, right, less(right, before)));
      } else {
        widened.add(change(skill, right, more(right, before)));
      }
    }
    for (Right.Web opened : WebRisk.lowered(agreed, asked)) {
      if (widened.stream().noneMatch(change -> change.about().equals(opened.about()))) {
        widened.add(
            change(
                skill,
                opened,
                "It may " + opened.words() + "; until now another rule asked you for more."));
      }
    }
    for (Right had : agreed.all()) {
      if (!asked.all().contains(had) && about(asked, had).isEmpty()) {
        narrowed.add(change(skill, had, "It may no longer " + had.words() + "."));
      }
    }
    return new RightsDiff(widened, narrowed, same);
  }

  private static Change change(String skill, Right right, String sentence) {
    return new Change(right.about(), sentence, right.usual(skill));
  }

  private static Optional<Right> about(Rights rights, Right right) {
    return rights.all().stream().filter(other -> other.about().equals(right.about())).findFirst();
  }

  private static String more(Right right, Optional<Right> before) {
    return before
        .map(had -> "It may " + right.words() + "; until now: " + had.words() + ".")
        .orElseGet(() -> Rights.sentence(right));
  }

  private static String less(Right right, Optional<Right> before) {
    return before
        .map(had -> "It may only " + right.words() + "; until now: " + had.words() + ".")
        .orElseGet(() -> "It may only " + right.words() + ".");
  }

  /// Whether somebody must agree first.
  public boolean widens() {
    return !widened.isEmpty();
  }

  /// What is new and beyond what every skill gets.
  public List<Change> unusual() {
    return widened.stream().filter(change -> !change.usual()).toList();
  }
}
