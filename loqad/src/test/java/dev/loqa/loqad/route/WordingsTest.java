package dev.loqa.loqad.route;

import static dev.loqa.loqad.route.Household.runs;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How people in a household say it, decided with the sentences of all our skills and the demo
/// home, and what must never be taken for a command.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WordingsTest {
  private final Household household = new Household();
  private final RouteContext context = household.in("en");
  private final RouteContext german = household.in("de-AT");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          set a timer for an hour and ten minutes               | timer.start {duration=4200}
          set a timer for two and a half minutes                | timer.start {duration=150}
          set a timer for one hour, thirty minutes and ten seconds | timer.start {duration=5410}
          set a pizza timer for twelve minutes                  | timer.start {name=pizza, duration=720}
          set a timer 20 minutes                                | timer.start {duration=1200}
          timer five minutes                                    | timer.start {duration=300}
          pizza timer for ten minutes                           | timer.start {name=pizza, duration=600}
          could you set me a timer for half an hour             | timer.start {duration=1800}
          set me an egg timer for six minutes                   | timer.start {name=egg, duration=360}
          set another timer for ten minutes                     | timer.start {duration=600}
          set a second timer for ten minutes                    | timer.start {duration=600}
          set a pizza timer to ten minutes                      | timer.start {name=pizza, duration=600}
          I need a timer for eight minutes                      | timer.start {duration=480}
          set a countdown for five minutes                      | timer.start {duration=300}
          set an alarm for ten minutes                          | timer.start {duration=600}
          count down from ten minutes                           | timer.start {duration=600}
          remind me in ten minutes                              | timer.start {duration=600}
          wake me up in twenty minutes                          | timer.start {duration=1200}
          set a tea timer for three minutes and a pasta timer for nine minutes | timer.start {name=tea, duration=180} + timer.start {name=pasta, duration=540}
          set a sourdough timer for an hour and an egg timer for six minutes | timer.start {name=sourdough, duration=3600} + timer.start {name=egg, duration=360}
          how long is left on the pizza timer                   | timer.left {name=pizza}
          how much longer on the pizza timer                    | timer.left {name=pizza}
          how long on the pizza timer                           | timer.left {name=pizza}
          how much time do I have left                          | timer.left {}
          how many minutes are left on the pizza timer          | timer.left {name=pizza}
          time left on the pizza timer                          | timer.left {name=pizza}
          when does the pizza timer go off                      | timer.left {name=pizza}
          how is my pizza timer doing                           | timer.left {name=pizza}
          check the timer                                       | timer.left {}
          show me the timers                                    | timer.list {}
          what timers are running                               | timer.list {}
          are there any timers running                          | timer.list {}
          do I have any timers                                  | timer.list {}
          cancel all my timers                                  | timer.cancel {which=all}
          stop                                                  | timer.stop {}
          turn all the lights off                               | smart-home.turn_off {kind=all_lights}
          turn off every light                                  | smart-home.turn_off {kind=all_lights}
          turn the lights off in the bedroom                    | smart-home.turn_off {kind=lights, area=bedroom}
          turn off everything                                   | smart-home.turn_off {kind=all}
          turn on the light in here                             | smart-home.turn_on {kind=light}
          turn on the fan                                       | smart-home.turn_on {kind=fan}
          hello turn on the kitchen light                       | smart-home.turn_on {target=light.kitchen}
          turn on the kitchen and living room lights            | smart-home.turn_on {area=kitchen} + smart-home.turn_on {area=living room, kind=lights}
          dim bedroom light 30%                                 | smart-home.dim {target=light.bedroom, level=30}
          dim the bedroom light to 30 percent                   | smart-home.dim {target=light.bedroom, level=30}
          bedroom light to 20 percent                           | smart-home.dim {target=light.bedroom, level=20}
          set the bedroom light to full brightness              | smart-home.dim {target=light.bedroom, level=100}
          turn the bedroom light down to 20 percent             | smart-home.dim {target=light.bedroom, level=20}
          make it brighter                                      | smart-home.brighter {}
          make the kitchen light brighter                       | smart-home.brighter {target=light.kitchen}
          turn down the lights in the bedroom                   | smart-home.darker {kind=lights, area=bedroom}
          it's too dark in here                                 | smart-home.brighter {}
          is the light on in the kitchen                        | smart-home.state {kind=light, expected=on, area=kitchen}
          is the light in the kitchen on                        | smart-home.state {kind=light, area=kitchen, expected=on}
          are any lights on                                     | smart-home.state {kind=lights, expected=on}
          are all the lights off                                | smart-home.state {kind=lights, expected=off}
          is the door locked                                    | smart-home.state {kind=lock, expected=locked}
          did I leave the coffee machine on                     | smart-home.state {target=switch.coffee_machine, expected=on}
          lock the door                                         | smart-home.lock {kind=lock}
          do you know what time it is                           | small-talk.time {}
          which day of the week is it                           | small-talk.day {}
          how are you                                           | small-talk.how {}
          never mind                                            | small-talk.never_mind {}
          goodnight                                             | small-talk.goodbye {}
          """)
  void isUnderstood(String words, String expected) {
    runs(Router.decide(words, context), expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "don't turn on the light",
        "do not turn on the kitchen light",
        "please don't turn off the lights",
        "never turn on the kitchen light",
        "nobody turn on the kitchen light",
        "I don't want you to unlock the front door",
        "don't set a timer for five minutes",
        "don't cancel the timer",
        "don't stop the timer",
        "don't make it brighter",
        "I turned on the light yesterday",
        "she turned the kitchen light on",
        "you turned on the kitchen light",
        "who turned on the kitchen light",
        "did you turn on the kitchen light",
        "the kitchen light is on",
        "why is the kitchen light on",
        "should I turn on the kitchen light",
        "how do I turn on the kitchen light",
        "how do I set a timer for five minutes",
        "if I turn on the kitchen light",
        "he said turn on the kitchen light",
        "turn on the kitchen light? no",
        "turn on the kitchen light no wait don't",
        "turn on the kitchen light tomorrow",
        "turn on the kitchen light unless it is on",
        "turn off everything except the kitchen light",
        "turn off all the lights except the bedroom light",
        "turn it off",
        "what is a timer",
        "set a timer",
        "set the table for five",
        "cancel the meeting",
        "have you set a timer for five minutes",
        "why did you set a timer for five minutes",
        "my timer for five minutes was great",
        "set a timer for five minutes no ten minutes",
        "I need a timer",
        "it was too dark to see the door",
        "what is the time in Tokyo",
        "unlock the door",
        "thanks for turning on the light"
      })
  void isNotActedUpon(String words) {
    Decision decision = Router.decide(words, context);

    assertThat(decision).as(decision.toString()).isNotInstanceOf(Decision.RunSkills.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          set an alarm for seven                                | reminders.alarm {when={time=07:00, either=true}}
          set an alarm for 7:30 pm                              | reminders.alarm {when={time=19:30}}
          set an alarm for half past six tomorrow morning       | reminders.alarm {when={days=1, time=06:30}}
          set an alarm at noon                                  | reminders.alarm {when={time=12:00}}
          set a 7 am alarm                                      | reminders.alarm {when={time=07:00}}
          wake me up at quarter to eight                        | reminders.alarm {when={time=07:45, either=true}}
          please wake me tomorrow at 8 am                       | reminders.alarm {when={days=1, time=08:00}}
          wake me up every weekday at half past six             | reminders.alarm {when={repeat=[mon, tue, wed, thu, fri], time=06:30, either=true}}
          set an alarm in twenty minutes                        | reminders.alarm {when={in=1200}}
          set an alarm for seven and a timer for ten minutes    | reminders.alarm {when={time=07:00, either=true}} + timer.start {duration=600}
          remind me to call mum at seven                        | reminders.remind {text=call mum, when={time=07:00, either=true}}
          remind me to buy milk and eggs tomorrow at 5 pm       | reminders.remind {text=buy milk and eggs, when={days=1, time=17:00}}
          in twenty minutes remind me to turn the oven off      | reminders.remind {when={in=1200}, text=turn the oven off}
          remind me in an hour to check the laundry             | reminders.remind {when={in=3600}, text=check the laundry}
          remind me on friday about the dentist                 | reminders.remind {when={weekday=fri}, text=dentist}
          remind me every morning to stretch                    | reminders.remind {when={repeat=[mon, tue, wed, thu, fri, sat, sun], time=09:00}, text=stretch}
          set a reminder to pay the rent on december 1st        | reminders.remind {text=pay the rent, when={date=12-01}}
          cancel the alarm                                      | reminders.cancel {kind=alarm}
          cancel my seven o'clock alarm                         | reminders.cancel {when={time=07:00, either=true}, kind=alarm}
          cancel the reminder about the dentist                 | reminders.cancel {text=dentist}
          delete all reminders                                  | reminders.cancel {which=all, kind=reminder}
          cancel the timer                                      | timer.cancel {}
          stop the alarm                                        | reminders.stop {kind=alarm}
          stop the timer                                        | timer.stop {what=timer}
          snooze                                                | reminders.snooze {}
          what reminders do I have                              | reminders.list {kind=reminder}
          when is my next alarm                                 | reminders.list {kind=alarm}
          what's the weather like                               | weather.forecast {}
          weather tomorrow                                      | weather.forecast {day=tomorrow}
          what is the weather in London on Friday               | weather.forecast {place=London, day=fri}
          is it raining outside                                 | weather.forecast {}
          will it rain tonight                                  | weather.rain {falls=rain, day=today}
          is it going to snow the day after tomorrow            | weather.rain {falls=snow, day=after}
          should I take an umbrella tomorrow                    | weather.umbrella {day=tomorrow}
          how cold is it outside                                | weather.temperature {}
          what's the weather and turn on the kitchen light      | weather.forecast {} + smart-home.turn_on {target=light.kitchen}
          add milk to the shopping list                         | lists.add {items=milk, list=shopping}
          put oat milk and two lemons on my shopping list       | lists.add {items=oat milk and two lemons, list=shopping}
          add call the plumber to my to-do list                 | lists.add {items=call the plumber, list=to-do}
          add tent pegs to the camping list                     | lists.add {items=tent pegs, list=camping}
          we are out of coffee                                  | lists.add {items=coffee}
          add milk to the shopping list and turn on the kitchen light | lists.add {items=milk, list=shopping} + smart-home.turn_on {target=light.kitchen}
          take milk off the shopping list                       | lists.remove {items=milk, list=shopping}
          what's on my shopping list                            | lists.read {list=shopping}
          read me the to-do list                                | lists.read {list=to-do}
          is butter on the shopping list                        | lists.has {items=butter, list=shopping}
          create a new camping list                             | lists.create {list=camping}
          what lists do I have                                  | lists.lists {}
          what can you say                                      | small-talk.help {}
          """)
  void isUnderstoodByTheClockAndOnLists(String words, String expected) {
    runs(Router.decide(words, context), expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Stell einen Timer auf fünf Minuten                    | timer.start {duration=300}
          stelle bitte einen Pizza Timer auf zwölf Minuten      | timer.start {name=pizza, duration=720}
          kannst du einen Timer auf anderthalb Stunden stellen  | timer.start {duration=5400}
          Timer für einundzwanzig Minuten                       | timer.start {duration=1260}
          wie lange läuft der Timer noch                        | timer.left {}
          lösche den Timer                                      | timer.cancel {}
          brich den Pizza Timer ab                              | timer.cancel {name=pizza}
          stopp                                                 | timer.stop {}
          mach das Küchenlicht an                               | smart-home.turn_on {target=light.kitchen}
          Mach bitte das Licht im Schlafzimmer aus              | smart-home.turn_off {kind=light, area=bedroom}
          schalte die Kaffeemaschine ein                        | smart-home.turn_on {target=switch.coffee_machine}
          mach alles aus                                        | smart-home.turn_off {kind=all}
          dimme das Schlafzimmerlicht auf dreißig Prozent       | smart-home.dim {target=light.bedroom, level=30}
          es ist zu dunkel                                      | smart-home.brighter {}
          ist die Haustür verriegelt                            | smart-home.state {target=lock.front_door, expected=locked}
          schließ die Haustür ab                                | smart-home.lock {target=lock.front_door}
          wie spät ist es                                       | small-talk.time {}
          was kannst du                                         | small-talk.help {}
          setz Milch auf die Einkaufsliste                      | lists.add {items=Milch, list=shopping}
          schreib Hafermilch und zwei Zitronen auf meine Einkaufsliste | lists.add {items=Hafermilch und zwei Zitronen, list=shopping}
          füge Brot zur Einkaufsliste hinzu                     | lists.add {items=Brot, list=shopping}
          wir haben keinen Kaffee mehr                          | lists.add {items=Kaffee}
          streiche Milch von der Einkaufsliste                  | lists.remove {items=Milch, list=shopping}
          was steht auf der Einkaufsliste                       | lists.read {list=shopping}
          was muss ich noch einkaufen                           | lists.read {list=shopping}
          stell einen Wecker auf halb sieben                    | reminders.alarm {when={time=06:30, either=true}}
          weck mich morgen um acht                              | reminders.alarm {when={days=1, time=08:00, either=true}}
          weck mich werktags um Viertel nach sechs              | reminders.alarm {when={repeat=[mon, tue, wed, thu, fri], time=06:15, either=true}}
          weck mich in zwanzig Minuten                          | timer.start {duration=1200}
          erinnere mich in zwanzig Minuten an die Wäsche        | reminders.remind {when={in=1200}, text=Wäsche}
          erinnere mich morgen um acht daran, Mama anzurufen    | reminders.remind {when={days=1, time=08:00, either=true}, text=Mama anzurufen}
          Erinnere mich am Montag um 17 Uhr 30 an den Zahnarzt  | reminders.remind {when={weekday=mon, time=17:30}, text=Zahnarzt}
          lösche den Wecker                                     | reminders.cancel {kind=alarm}
          welche Wecker sind gestellt                           | reminders.list {kind=alarm}
          wie wird morgen das Wetter                            | weather.forecast {day=tomorrow}
          wie ist das Wetter am Samstag in Berlin               | weather.forecast {day=sat, place=Berlin}
          regnet es draußen                                     | weather.forecast {}
          schneit es am Sonntag                                 | weather.rain {falls=snow, day=sun}
          wird es übermorgen regnen                             | weather.rain {day=after, falls=rain}
          soll ich morgen einen Schirm mitnehmen                | weather.umbrella {day=tomorrow}
          wie kalt wird es am Montag                            | weather.temperature {day=mon}
          mach den Wecker aus                                   | reminders.stop {kind=alarm}
          mach das Küchenlicht an und stell einen Timer auf zehn Minuten | smart-home.turn_on {target=light.kitchen} + timer.start {duration=600}
          """)
  void isUnderstoodInGerman(String words, String expected) {
    runs(Router.decide(words, german), expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "don't set an alarm for seven",
        "don't remind me to call mum at seven",
        "don't add milk to the shopping list",
        "never wake me up at seven",
        "did you set an alarm for seven",
        "why did you set an alarm for seven",
        "should I set an alarm for seven",
        "how do I set an alarm for seven",
        "I set an alarm for seven",
        "set an alarm for seven no eight",
        "set an alarm",
        "remind me to call mum",
        "remind me",
        "the alarm went off at seven",
        "she reminded me to call mum at seven",
        "who put milk on the shopping list",
        "I added milk to the shopping list",
        "clear the shopping list",
        "delete the shopping list",
        "remove everything from the shopping list",
        "what is a list",
        "add two minutes to the timer",
        "add no milk to the shopping list",
        "set no timer for five minutes",
        "add milk",
        "wake me up",
        "set an alarm for twenty five o'clock"
      })
  void neverActsByTheClockOrOnLists(String words) {
    Decision decision = Router.decide(words, context);

    assertThat(decision).as(decision.toString()).isNotInstanceOf(Decision.RunSkills.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mach das Küchenlicht nicht an",
        "lösche den Timer nicht",
        "ich habe das Küchenlicht angemacht",
        "warum ist das Küchenlicht an",
        "wer hat das Küchenlicht angemacht",
        "mach das Küchenlicht morgen an",
        "öffne die Haustür",
        "schließ die Haustür auf",
        "stell keinen Timer auf fünf Minuten",
        "stell einen Timer",
        "leere die Einkaufsliste",
        "lösche die Einkaufsliste",
        "setz keine Milch auf die Einkaufsliste",
        "füge keinen Käse zur Einkaufsliste hinzu",
        "weck mich nicht um sieben",
        "erinnere mich nicht an den Zahnarzt",
        "hast du einen Wecker auf sieben gestellt",
        "mein Wecker klingelt um sieben",
        "was ist ein Timer"
      })
  void isNotActedUponInGerman(String words) {
    Decision decision = Router.decide(words, german);

    assertThat(decision).as(decision.toString()).isNotInstanceOf(Decision.RunSkills.class);
  }

  @Test
  void answersInTheLanguageOfTheWords() {
    assertThat(Router.decide("leere die Einkaufsliste", german))
        .isInstanceOfSatisfying(
            Decision.Confirm.class,
            confirm ->
                assertThat(confirm.challenge().question())
                    .isEqualTo("Soll ich das wirklich tun: leere die einkaufsliste?"));
    assertThat(Router.decide("stell einen Timer", german))
        .isInstanceOfSatisfying(
            Decision.AskBack.class,
            ask -> assertThat(ask.question().question()).isEqualTo("Für wie lange?"));
    assertThat(Router.decide("mach das Kellerlicht an", german))
        .isInstanceOfSatisfying(
            Decision.Answer.class,
            answer -> assertThat(answer.text()).startsWith("Das kenne ich nicht: Kellerlicht."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | remind me to call mum | at seven       | reminders.remind {text=call mum, when={time=07:00, either=true}}
          en | set an alarm          | half past six  | reminders.alarm {when={time=06:30, either=true}}
          en | set a timer           | five minutes   | timer.start {duration=300}
          de | stell einen Timer     | fünf Minuten   | timer.start {duration=300}
          de | erinnere mich an die Wäsche | morgen um acht | reminders.remind {text=Wäsche, when={days=1, time=08:00, either=true}}
          """)
  void takesTheAnswerToItsQuestion(String language, String words, String answer, String expected) {
    Decision asked = Router.decide(words, household.in(language));
    assertThat(asked).as(asked.toString()).isInstanceOf(Decision.AskBack.class);
    RouteContext after = household.in(language, ((Decision.AskBack) asked).question(), false);

    runs(Router.decide(answer, after), expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          turn on the patio lamp                  | I know no patio lamp; did you mean the porch lamp?
          turn on the coffee maker                | I know no coffee maker; did you mean the coffee machine?
          turn on the radio                       | I know no radio.
          turn on the kitchen light for ten minutes | I understood "turn on the kitchen light", but not "for ten minutes", so I did nothing.
          turn off all the lights except the bedroom light | I understood "turn off all the lights", but not "except the bedroom light", so I did nothing.
          what is the time in Tokyo               | I understood "what is the time", but not "in Tokyo", so I did nothing.
          """)
  void saysWhatItDidNotUnderstand(String words, String expected) {
    assertThat(Router.decide(words, context))
        .isInstanceOfSatisfying(
            Decision.Answer.class, answer -> assertThat(answer.text()).isEqualTo(expected));
  }

  @Test
  void leavesWhatItHalfUnderstandsToALanguageModelWhereThereIsOne() {
    RouteContext with = household.in("en", null, true);

    assertThat(Router.decide("what is the time in Tokyo", with))
        .isInstanceOf(Decision.AskModel.class);
  }
}
