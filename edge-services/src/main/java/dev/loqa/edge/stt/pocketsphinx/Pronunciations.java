package dev.loqa.edge.stt.pocketsphinx;

import dev.loqa.edge.stt.Grammar;
import dev.loqa.edge.stt.SttException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How every word of the house is pronounced: from the dictionary, else guessed, and remembered.
///
/// Shared by all recognizers of an engine; any thread may call it.
final class Pronunciations {
  private static final Logger LOG = LoggerFactory.getLogger(Pronunciations.class);

  private final PronunciationDictionary dictionary;
  private final Pronouncer pronouncer;
  private final Map<String, List<String>> known = new ConcurrentHashMap<>();

  Pronunciations(PronunciationDictionary dictionary, Pronouncer pronouncer) {
    this.dictionary = dictionary;
    this.pronouncer = pronouncer;
  }

  /// The pronunciations of `words`, in order of the words. Words nobody can pronounce are missing.
  synchronized Map<String, List<String>> pronounce(Collection<String> words) {
    var unknown = new HashSet<>(words);
    unknown.removeAll(known.keySet());
    if (!unknown.isEmpty()) {
      known.putAll(dictionary.find(unknown));
      unknown.removeAll(known.keySet());
    }
    if (!unknown.isEmpty()) {
      known.putAll(pronouncer.pronounce(unknown));
      unknown.removeAll(known.keySet());
    }
    if (!unknown.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("words", unknown)
          .log("words without a pronunciation are not listened for");
      unknown.forEach(word -> known.put(word, List.of()));
    }
    var result = new TreeMap<String, List<String>>();
    for (var word : words) {
      var sounds = known.getOrDefault(word, List.of());
      if (!sounds.isEmpty()) {
        result.put(word, sounds);
      }
    }
    return result;
  }

  /// A dictionary file with these pronunciations only, which makes a decoder start ten times
  /// faster.
  static Path write(Map<String, List<String>> pronunciations) {
    var lines = new ArrayList<String>();
    pronunciations.forEach((word, sounds) -> {
      for (int i = 0; i < sounds.size(); i++) {
        lines.add(entry(word, i) + " " + sounds.get(i));
      }
    });
    return temporary("loqa-words", ".dict", String.join("\n", lines) + "\n");
  }

  /// The name of a word's pronunciation number `index`, counted from 0.
  static String entry(String word, int index) {
    return index == 0 ? word : word + "(" + (index + 1) + ")";
  }

  /// The grammar as a file, without the transitions that need an unpronounceable word.
  static Path write(Grammar grammar, Set<String> pronounceable) {
    var lines =
        grammar
            .fsg()
            .lines()
            .filter(line -> {
              var parts = line.strip().split("\\s+", 6);
              return parts.length < 5 || pronounceable.contains(parts[4]);
            })
            .toList();
    return temporary("loqa-grammar", ".fsg", String.join("\n", lines) + "\n");
  }

  private static Path temporary(String prefix, String suffix, String text) {
    try {
      var file = Files.createTempFile(prefix, suffix);
      Files.writeString(file, text);
      return file;
    } catch (IOException e) {
      throw new SttException(
          "the recognizer cannot write to the temporary folder "
              + System.getProperty("java.io.tmpdir")
              + ": free some space or set java.io.tmpdir",
          e);
    }
  }
}
