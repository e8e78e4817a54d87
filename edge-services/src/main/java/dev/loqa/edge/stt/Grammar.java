package dev.loqa.edge.stt;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// What can be said in this house, as an engine needs it.
///
/// @param name names the grammar in logs and inside the decoder
/// @param fsg a finite-state grammar in Sphinx format
/// @param words every word that occurs in `fsg`
/// @param hint a few typical sentences, for engines that take a prompt instead of a grammar
public record Grammar(String name, String fsg, Set<String> words, String hint) {
  private static final Pattern TRANSITION =
      Pattern.compile("(?m)^\\s*(?:TRANSITION|T)\\s+\\d+\\s+\\d+\\s+\\S+[ \\t]+(\\S+)");

  public Grammar {
    if (name.isBlank()) {
      throw new SttException("a grammar has no name: give it one, it is loaded by name");
    }
    words = Set.copyOf(words);
  }

  /// The grammar of this FSG text; its words are read from its transitions.
  public static Grammar ofFsg(String name, String fsg, String hint) {
    if (!fsg.contains("FSG_BEGIN") || !fsg.contains("FSG_END")) {
      throw new SttException(
          "grammar " + name + " is no FSG: it needs FSG_BEGIN and FSG_END around its transitions");
    }
    var words = new LinkedHashSet<String>();
    var matcher = TRANSITION.matcher(fsg);
    while (matcher.find()) {
      words.add(matcher.group(1));
    }
    if (words.isEmpty()) {
      throw new SttException(
          "grammar "
              + name
              + " has no words: load a skill with sentences, or check its transitions");
    }
    return new Grammar(name, fsg, words, hint);
  }
}
