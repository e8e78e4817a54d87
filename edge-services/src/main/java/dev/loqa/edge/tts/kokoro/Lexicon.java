package dev.loqa.edge.tts.kokoro;

import dev.loqa.edge.tts.TtsException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// How words are said that a phonemizer gets wrong, from a file of the owner. A line is `word =
/// other words` or `word = /phonemes/` (IPA as espeak-ng writes it); `#` begins a note, and a line
/// `[de]` says that what follows is for German. Immutable.
///
/// At most 10,000 lines of 1 MiB, expressions of at most four words.
final class Lexicon {
  static final Lexicon EMPTY = new Lexicon(Map.of());

  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_LINES = 10_000;
  private static final int MOST_WORDS = 4;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}'’.&+-]+");

  /// Lower-case words joined by spaces → how they are said.
  private final Map<String, Part> entries;

  private Lexicon(Map<String, Part> entries) {
    this.entries = Map.copyOf(entries);
  }

  /// Something to say.
  sealed interface Part {
    /// Words, for espeak-ng.
    record Words(String plain) implements Part {}

    /// Phonemes as they are.
    record Phonemes(String ipa) implements Part {}
  }

  /// Reads a file: language ("" for what is said in all) → its lexicon.
  ///
  /// @throws TtsException with the first line that cannot be read
  static Map<String, Lexicon> read(Path file) {
    List<String> lines;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new TtsException(
            "tts.kokoro.lexicon is %s with more than %d bytes: shorten it"
                .formatted(file, MOST_BYTES));
      }
      lines = Files.readAllLines(file);
    } catch (MalformedInputException e) {
      throw new TtsException(
          "tts.kokoro.lexicon is %s, which is no text in UTF-8: save it as such".formatted(file),
          e);
    } catch (IOException e) {
      throw new TtsException(
          "tts.kokoro.lexicon is %s, which cannot be read: %s: give the path of a text file"
              .formatted(file, e.getMessage()),
          e);
    }
    if (lines.size() > MOST_LINES) {
      throw new TtsException(
          "tts.kokoro.lexicon is %s with %d lines: use at most %d"
              .formatted(file, lines.size(), MOST_LINES));
    }
    return parse(lines, file.toString());
  }

  private static Map<String, Lexicon> parse(List<String> lines, String file) {
    Map<String, Map<String, Part>> byLanguage = new HashMap<>();
    String language = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("^\ufeff", "").replaceFirst("#.*", "").strip();
      if (line.matches("\\[[A-Za-z]{2,3}]")) {
        language = line.substring(1, line.length() - 1).toLowerCase(Locale.ROOT);
      } else if (!line.isEmpty()) {
        entry(
            line, byLanguage.computeIfAbsent(language, l -> new HashMap<>()), file + ":" + (i + 1));
      }
    }
    Map<String, Part> everywhere = byLanguage.getOrDefault("", Map.of());
    Map<String, Lexicon> lexicons = new HashMap<>();
    byLanguage.forEach((tag, own) -> {
      Map<String, Part> all = new HashMap<>(everywhere);
      all.putAll(own);
      lexicons.put(tag, new Lexicon(all));
    });
    return lexicons;
  }

  private static void entry(String line, Map<String, Part> entries, String place) {
    String[] sides = line.split("=", 2);
    List<String> words = sides.length == 2 ? words(sides[0]) : List.of();
    String said = sides.length == 2 ? sides[1].strip() : "";
    if (words.isEmpty() || words.size() > MOST_WORDS || said.isEmpty()) {
      throw new TtsException(
          "%s: \"%s\" says nothing: write one to four words, =, and how they are said, as Siobhan = shivawn"
              .formatted(place, line));
    }
    boolean phonemes = said.length() > 2 && said.startsWith("/") && said.endsWith("/");
    entries.put(
        String.join(" ", words),
        phonemes ? new Part.Phonemes(said.substring(1, said.length() - 1)) : new Part.Words(said));
  }

  /// The words of a text without punctuation, those that are listed replaced.
  List<Part> parts(String text) {
    if (entries.isEmpty()) {
      return List.of(new Part.Words(text));
    }
    List<MatchResult> words = WORD.matcher(text).results().toList();
    List<Part> parts = new ArrayList<>();
    int from = 0;
    int at = 0;
    while (at < words.size()) {
      int taken = 0;
      for (int n = Math.min(MOST_WORDS, words.size() - at); n > 0 && taken == 0; n--) {
        Part said = entries.get(key(words.subList(at, at + n)));
        if (said != null) {
          plain(text.substring(from, words.get(at).start()), parts);
          add(said, parts);
          from = words.get(at + n - 1).end();
          taken = n;
        }
      }
      at += Math.max(1, taken);
    }
    plain(text.substring(from), parts);
    return parts;
  }

  private static void plain(String text, List<Part> parts) {
    if (!text.isBlank()) {
      add(new Part.Words(text), parts);
    }
  }

  /// Words in a row are one part: espeak-ng stresses a word that stands alone.
  private static void add(Part part, List<Part> parts) {
    if (part instanceof Part.Words(String next)
        && !parts.isEmpty()
        && parts.getLast() instanceof Part.Words(String before)) {
      parts.set(parts.size() - 1, new Part.Words(before.strip() + " " + next.strip()));
    } else {
      parts.add(part);
    }
  }

  private static List<String> words(String text) {
    return WORD.matcher(text).results().map(Lexicon::lower).toList();
  }

  private static String key(List<MatchResult> words) {
    return String.join(" ", words.stream().map(Lexicon::lower).toList());
  }

  private static String lower(MatchResult word) {
    return word.group().toLowerCase(Locale.ROOT).replace('’', '\'');
  }
}
