package dev.loqa.edge.stt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.edge.stt.pocketsphinx.PocketSphinxEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the real recognizer calls stable is what it says in the end.
@Timeout(120)
final class StablePartialsTest {
  private static final List<String> SENTENCES =
      List.of(
          "turn on the kitchen light",
          "set a timer for three seconds",
          "turn off the living room lamp",
          "what time is it");

  private static Grammar house() throws IOException {
    try (var in =
        Objects.requireNonNull(StablePartialsTest.class.getResourceAsStream("house.fsg"))) {
      return Grammar.ofFsg("house", new String(in.readAllBytes(), StandardCharsets.UTF_8), "");
    }
  }

  @Test
  void stableWordsOfPartialsBeginTheFinalOne() throws IOException {
    int marked = 0;
    try (var engine = new PocketSphinxEngine("", "", "", 0.5);
        var recognizer = engine.recognizer()) {
      for (var sentence : SENTENCES) {
        var sound = Sounds.speech(sentence, "en-us", 150);
        var stable = new StableWords();
        var begun = new ArrayList<String>();
        try (var utterance = recognizer.open(house())) {
          for (int at = 0; at + 512 <= sound.length; at += 512) {
            utterance.accept(sound, at, 512);
            stable.accept(utterance.partial(), at + 512L);
            var words = List.of(utterance.partial().split(" ", -1));
            begun.add(String.join(" ", words.subList(0, stable.count())));
          }
          var text = utterance.finish().text();
          assertThat(begun).allSatisfy(words -> assertThat(text).startsWith(words));
        }
        marked += begun.getLast().isEmpty() ? 0 : 1;
      }
    }
    assertThat(marked).isGreaterThan(1);
  }
}
