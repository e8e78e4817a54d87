package dev.loqa.understanding.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "I've turned on the kitchen light.",
        "I have set a timer for five minutes.",
        "Okay, I'm turning off the heating now.",
        "Sure! I'll lock the front door for you.",
        "I just added milk to your shopping list.",
        "Done!",
        "All set.",
        "Your timer is set for ten minutes.",
        "The light is now on.",
        "The front door has been locked.",
        "Timer started.",
        "Turning on the light.",
        "I turned the heating down.",
        "Adding milk to your shopping list.",
        "Consider the kitchen light turned on, my friend.",
        "Ok. I’ve unlocked the door",
        "Absolutely, I've turned on the light.",
        "Of course, I have locked the front door.",
        "Got it, turning off the heating.",
        "I went ahead and turned off the lights.",
        "I've gone ahead and set your alarm for seven.",
        "I've **turned on** the kitchen light.",
        "I've got your timer started.",
        "You're all set!",
        "That's taken care of.",
        "It's off now.",
        "Kitchen light is on.",
        "Lights off.",
        "Reminder set for five in the evening.",
        "Your lights should now be off.",
        "It is twenty degrees outside, and I have turned on the heating.",
        "The film begins at eight; I've set an alarm for you."
      })
  void takesWhatSaysThatSomethingWasDone(String sentence) {
    assertThat(Claims.made(sentence, "en")).isTrue();
    assertThat(Claims.made(sentence, "de")).as("a model may answer in English").isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada Lovelace was an English mathematician.",
        "The Berlin Wall was opened in 1989.",
        "The museum is open until eight in the evening.",
        "I do not know that.",
        "I can turn on the light if you ask me to.",
        "Should I turn on the light?",
        "Water boils at one hundred degrees.",
        "You could set a timer for five minutes.",
        "The sun sets in the west.",
        "Adding salt is optional.",
        "Playing the piano takes years.",
        "Opening a window lowers the humidity.",
        "Consider the price before you buy it.",
        "I have no way to unlock the door.",
        "I have not turned on the light.",
        "I am called Loqa.",
        "If you like, I will turn on the light.",
        "When the sun sets, the street lights are a pretty sight.",
        "Salt is added for its taste, and it lowers the freezing point.",
        "In Paris, the museum is free on Sundays, and it is open until six."
      })
  void leavesWhatTellsAboutTheWorld(String sentence) {
    assertThat(Claims.made(sentence, "en")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ich habe das Licht in der Küche eingeschaltet.",
        "Klar, ich schalte das Licht ein.",
        "Erledigt!",
        "Das Licht ist jetzt an.",
        "Der Timer wurde gestellt.",
        "Ich habe Milch auf die Einkaufsliste gesetzt.",
        "Natürlich, ich habe das Licht ausgeschaltet.",
        "Das Licht habe ich eingeschaltet.",
        "Kein Problem, der Timer läuft jetzt.",
        "Ist erledigt.",
        "Es ist schon spät, und ich habe die Tür verriegelt."
      })
  void takesGermanOnesInGerman(String sentence) {
    assertThat(Claims.made(sentence, "de")).isTrue();
    assertThat(Claims.made(sentence, "en")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Berlin ist die Hauptstadt von Deutschland.",
        "Das weiß ich leider nicht.",
        "Ich kann das Licht einschalten, wenn du es sagst.",
        "Wenn du willst, habe ich noch einen Witz.",
        "Die Zeit läuft."
      })
  void leavesGermanOnesThatTell(String sentence) {
    assertThat(Claims.made(sentence, "de")).isFalse();
  }
}
