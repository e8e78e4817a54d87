package dev.loqa.understanding;

import java.util.List;
import java.util.Optional;

/// One of the commands in a sentence: its words, the ways to understand them (best first) and, when
/// there is none, what came near.
public record Command(String text, List<IntentMatch> matches, List<NearMiss> nearMisses) {
  public Command {
    matches = List.copyOf(matches);
    nearMisses = List.copyOf(nearMisses);
  }

  public Optional<IntentMatch> best() {
    return matches.stream().findFirst();
  }
}
