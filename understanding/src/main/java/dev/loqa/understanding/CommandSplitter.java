package dev.loqa.understanding;

import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Cuts a sentence into commands at its conjunctions. Used once by one thread.
final class CommandSplitter {
  private static final int MAX_CUTS = 6;
  private static final int MAX_LENDER = 20;
  private static final int MAX_BORROWER = 8;

  private final Matcher matcher;
  private final Language language;
  private final Tokens tokens;

  CommandSplitter(Matcher matcher, Language language, Tokens tokens) {
    this.matcher = matcher;
    this.language = language;
    this.tokens = tokens;
  }

  /// A stretch of words between conjunctions.
  private record Stretch(int from, int to) {}

  /// A way to cut the first words, and what it costs: lower is better.
  private record Cut(List<Command> commands, double cost) {}

  List<Command> commands() {
    List<Stretch> pieces = pieces();
    int count = pieces.size();
    @Nullable Cut[] best = new Cut[count + 1];
    best[0] = new Cut(List.of(), 0);
    for (int end = 1; end <= count; end++) {
      for (int start = 0; start < end; start++) {
        Cut before = best[start];
        if (before != null) {
          Cut now =
              extend(
                  before,
                  pieces.get(start).from(),
                  pieces.get(end - 1).to(),
                  start == 0 && end == count);
          Cut old = best[end];
          if (now != null && (old == null || now.cost() < old.cost())) {
            best[end] = now;
          }
        }
      }
    }
    Cut whole = best[count];
    return whole == null ? List.of(command(0, tokens.size())) : whole.commands();
  }

  /// The state of the words behind the last conjunction when all before them are understood.
  Completeness lastState() {
    for (int i = tokens.size() - 1; i > 0; i--) {
      if (language.conjunctions().contains(tokens.get(i).key())) {
        List<Command> before = matcher.matchAll(tokens.text(0, i));
        if (!before.isEmpty()
            && before.stream().allMatch(c -> c.best().filter(IntentMatch::complete).isPresent())) {
          String rest = tokens.text(i + 1, tokens.size());
          return rest.isBlank() ? Completeness.PREFIX : matcher.state(matcher.tokens(rest));
        }
      }
    }
    return Completeness.OTHER;
  }

  private @Nullable Cut extend(Cut before, int from, int to, boolean alone) {
    Command command = command(from, to);
    if (command.matches().isEmpty() && !before.commands().isEmpty()) {
      command = borrowed(before.commands().getLast(), command);
    }
    double cost;
    Optional<IntentMatch> match = command.best();
    if (match.isPresent()) {
      cost = match.get().complete() ? 1 : 2.5;
      cost += swallows(match.get()) ? 2 : 0;
    } else if (!command.nearMisses().isEmpty()) {
      cost = alone ? 4 : 5;
    } else {
      return null;
    }
    List<Command> commands = new ArrayList<>(before.commands());
    commands.add(command);
    return new Cut(commands, before.cost() + cost);
  }

  /// "turn on the kitchen light and the porch lamp": the second half borrows the words before the
  /// first value.
  private Command borrowed(Command before, Command bare) {
    Optional<IntentMatch> model = before.best();
    if (model.isEmpty()) {
      return bare;
    }
    Tokens said = matcher.tokens(before.text());
    if (said.size() > MAX_LENDER || matcher.tokens(bare.text()).size() > MAX_BORROWER) {
      return bare;
    }
    for (int i = said.size() - 1; i > 0; i--) {
      String tried = said.text(0, i) + " " + bare.text();
      List<IntentMatch> matches = matcher.match(tried);
      if (!matches.isEmpty()
          && matches.get(0).intent().equals(model.get().intent())
          && matches.get(0).complete()
          && !joined(matches.get(0), said.text(0, i), bare.text())) {
        return new Command(tried, List.of(matches.get(0)), List.of());
      }
    }
    for (int i = said.size() - 1; i > 0; i--) {
      String tried = said.text(0, i) + " " + bare.text();
      for (NearMiss miss : matcher.nearMisses(matcher.tokens(tried))) {
        if (miss.intent().equals(model.get().intent())
            && bare.text().endsWith(miss.heard())
            && isValue(bare, miss)) {
          return new Command(tried, List.of(), List.of(miss));
        }
      }
    }
    return bare;
  }

  /// Some free text runs from the lent words into the bare ones, which nobody said as one.
  private boolean joined(IntentMatch match, String lent, String bare) {
    String whole = lent + " " + bare;
    return match.slots().values().stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .anyMatch(value -> whole.contains(value) && !lent.contains(value) && !bare.contains(value));
  }

  /// The bare words are the value, with at most an article in front.
  private boolean isValue(Command bare, NearMiss miss) {
    return matcher.tokens(bare.text()).size() - matcher.tokens(miss.heard()).size() <= 1;
  }

  private Command command(int from, int to) {
    String text = tokens.text(from, to);
    Tokens part = matcher.tokens(text);
    List<IntentMatch> matches = matcher.match(part);
    return new Command(
        text, matches, matches.isEmpty() && part.size() > 0 ? matcher.nearMisses(part) : List.of());
  }

  /// Some value runs across a conjunction: better two commands, if they can be had.
  private boolean swallows(IntentMatch match) {
    return match.slots().values().stream()
        .filter(String.class::isInstance)
        .map(value -> matcher.tokens(value.toString()))
        .anyMatch(this::hasConjunction);
  }

  private boolean hasConjunction(Tokens value) {
    for (int i = 0; i < value.size(); i++) {
      if (language.conjunctions().contains(value.get(i).key())) {
        return true;
      }
    }
    return false;
  }

  private List<Stretch> pieces() {
    List<Stretch> pieces = new ArrayList<>();
    int from = 0;
    int i = 0;
    while (i < tokens.size()) {
      int end = i;
      while (end < tokens.size() && language.conjunctions().contains(tokens.get(end).key())) {
        end++;
      }
      if (end > i && i > from && end < tokens.size() && pieces.size() < MAX_CUTS) {
        pieces.add(new Stretch(from, i));
        from = end;
      }
      i = Math.max(end, i + 1);
    }
    pieces.add(new Stretch(from, tokens.size()));
    return pieces;
  }
}
