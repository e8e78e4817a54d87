package dev.loqa.edge.stt.pocketsphinx;

import dev.loqa.edge.stt.SttException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// The pronunciations of a CMU dictionary file.
///
/// Only the words that are asked for are kept: the file has 130,000, a house needs some hundreds.
final class PronunciationDictionary {
  private final Path file;

  PronunciationDictionary(Path file) {
    this.file = file;
  }

  /// The pronunciations of those of `words` that the dictionary knows, most common first, phones
  /// separated by single spaces. Words are compared in lower case.
  Map<String, List<String>> find(Collection<String> words) {
    var wanted = new HashSet<>(words);
    var found = new HashMap<String, List<String>>();
    try (var lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        int end = line.indexOf(' ');
        int name = end < 0 ? -1 : line.indexOf('(');
        int cut = name > 0 && name < end ? name : end;
        if (cut > 0) {
          var word = line.substring(0, cut);
          if (wanted.contains(word)) {
            found
                .computeIfAbsent(word, _ -> new ArrayList<>())
                .add(line.substring(end + 1).strip());
          }
        }
      }
    } catch (IOException e) {
      throw new SttException("dictionary " + file + " cannot be read: check its rights", e);
    }
    return found;
  }
}
