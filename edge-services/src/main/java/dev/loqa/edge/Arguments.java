package dev.loqa.edge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What stands on the command line.
///
/// @param kinds without duplicates, in the order given
/// @param config absent: everything has its default
/// @param check only check the configuration, print that it is valid or what is wrong, and end
record Arguments(List<Kind> kinds, @Nullable Path config, boolean check, boolean help) {
  static final String HELP =
      """
      loqa-edge: ears, voice and model of a node.

      usage: loqa-edge KIND... [--config FILE] [--check-config]

      KIND is one or more of: stt, tts, llm, satellite.
      Without --config everything has its default: the bus at tls://127.0.0.1:4222.
      --check-config checks the configuration, prints what is wrong with it, and ends.

      example: loqa-edge stt tts --config /etc/loqa/edge.yaml

      Exit codes: 0 stopped, 1 failed or a bad configuration, 2 usage, 6 no bus.
      """;

  Arguments {
    kinds = List.copyOf(kinds);
  }

  static Arguments parse(List<String> words) {
    List<Kind> kinds = new ArrayList<>();
    Path config = null;
    boolean check = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      switch (word) {
        case "--help", "-h" -> {
          return new Arguments(List.of(), null, false, true);
        }
        case "--config" -> {
          if (++i == words.size()) {
            throw new EdgeException(EdgeException.USAGE, "--config: has no file: name one");
          }
          config = Path.of(words.get(i));
        }
        case "--check-config" -> check = true;
        default -> kinds.add(kind(word));
      }
    }
    if (kinds.isEmpty()) {
      throw new EdgeException(
          EdgeException.USAGE, "no kind of service is named: use one of " + known());
    }
    return new Arguments(kinds.stream().distinct().toList(), config, check, false);
  }

  private static Kind kind(String word) {
    return Kind.of(word)
        .orElseThrow(() ->
            new EdgeException(
                EdgeException.USAGE,
                "\"%s\" is no kind of service: use one of %s".formatted(word, known())));
  }

  private static String known() {
    return Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", "));
  }
}
