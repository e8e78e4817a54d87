package dev.loqa.edge.tts.espeak;

import dev.loqa.edge.tts.SpeechRequest;
import dev.loqa.edge.tts.TtsException;
import dev.loqa.edge.tts.Voice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which voices espeak-ng has, and which one a request gets. Immutable.
final class EspeakVoices {
  private static final int MAX_LIST_BYTES = 256 * 1024;
  private static final int LIST_SECONDS = 10;

  private final EspeakOptions options;
  private final List<Voice> installed;
  private final Set<String> ids;

  private EspeakVoices(EspeakOptions options, List<Voice> installed) {
    this.options = options;
    this.installed = List.copyOf(installed);
    this.ids = installed.stream().map(Voice::id).collect(Collectors.toUnmodifiableSet());
  }

  /// Asks the program; refuses a program that is none and configured voices that it lacks.
  static EspeakVoices load(EspeakOptions options) {
    EspeakVoices voices = new EspeakVoices(options, parse(list(options.program())));
    options
        .voices()
        .forEach((language, voice) -> {
          if (!voices.ids.contains(voice.toLowerCase(Locale.ROOT))) {
            throw new TtsException(
                "tts.voices.%s is %s, which %s does not have: see %s --voices"
                    .formatted(language, voice, options.program(), options.program()));
          }
        });
    return voices;
  }

  List<Voice> installed() {
    return installed;
  }

  /// The voice asked for, else the language's, else the default one.
  String choose(SpeechRequest request) {
    String wanted = known(request.voice());
    if (wanted != null) {
      return wanted;
    }
    String language = request.language();
    if (language == null) {
      return options.defaultVoice();
    }
    String tag = language.toLowerCase(Locale.ROOT).replace('_', '-');
    String main = tag.split("-", 2)[0];
    String exact = options.voices().get(tag);
    if (exact == null) {
      exact = tag.equals(main) ? null : known(tag);
    }
    if (exact == null) {
      exact = options.voices().get(main);
    }
    if (exact == null) {
      exact = known(main);
    }
    return exact == null ? options.defaultVoice() : exact;
  }

  private @Nullable String known(@Nullable String voice) {
    String id = voice == null ? "" : voice.toLowerCase(Locale.ROOT);
    return ids.contains(id) ? id : null;
  }

  private static List<Voice> parse(String table) {
    List<Voice> voices = new ArrayList<>();
    for (String line : table.lines().skip(1).toList()) {
      String[] columns = line.strip().split("\\s+", 6);
      // mb/ voices need MBROLA data, which is listed even where it is not installed.
      if (columns.length >= 5 && !columns[4].startsWith("mb/")) {
        voices.add(new Voice(columns[1], columns[1]));
      }
    }
    return voices.stream().distinct().toList();
  }

  private static String list(String program) {
    Process process = null;
    try {
      process =
          new ProcessBuilder(program, "--voices")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      byte[] table = process.getInputStream().readNBytes(MAX_LIST_BYTES);
      if (!process.waitFor(LIST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new TtsException(
            "%s --voices did not end well: is it espeak-ng? reinstall it".formatted(program));
      }
      return new String(table, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new TtsException(
          "%s cannot be started: %s: install it (apt install espeak-ng, brew install espeak-ng)"
              .formatted(program, e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TtsException("interrupted while asking " + program + " for its voices", e);
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }
}
