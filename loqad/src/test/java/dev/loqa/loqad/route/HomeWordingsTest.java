package dev.loqa.loqad.route;

import static dev.loqa.loqad.route.Household.runs;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How people speak to covers, heating and players, decided with the sentences of all our skills,
/// the demo home and the usual policy.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HomeWordingsTest {
  private final Household household = new Household();
  private final RouteContext context = household.in("en");
  private final RouteContext german = household.in("de-AT");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          open the bedroom blinds                       | smart-home.open {target=cover.bedroom_blinds}
          open the blinds                               | smart-home.open {kind=blinds}
          raise the blinds in the bedroom               | smart-home.open {kind=blinds, area=bedroom}
          pull the bedroom blinds up                    | smart-home.open {target=cover.bedroom_blinds}
          open all the blinds                           | smart-home.open {kind=all_blinds}
          open the curtains                             | smart-home.open {kind=curtains}
          open the kitchen blinds                       | smart-home.open {area=kitchen, kind=blinds}
          close the curtains in here                    | smart-home.close {kind=curtains}
          set the blinds to 30 percent in the bedroom   | smart-home.position {kind=blinds, level=30, area=bedroom}
          are the office blinds closed                  | smart-home.state {area=office, kind=blinds, expected=closed}
          set the living room thermostat to 21 degrees  | smart-home.set_temperature {area=living room, degrees=21}
          what's the living room temperature            | smart-home.temperature {area=living room}
          lower the temperature in the bedroom          | smart-home.colder {area=bedroom}
          reduce the volume                             | smart-home.quieter {}
          increase the volume to 40 percent             | smart-home.volume {level=40}
          previous song in the living room              | smart-home.previous {area=living room}
          close the garage door                         | smart-home.close {kind=garage}
          close the garage                              | smart-home.close {kind=garage}
          close the gate                                | smart-home.close {kind=gate}
          please close the shutters                     | smart-home.close {kind=shutters}
          put the blinds down                           | smart-home.close {kind=blinds}
          close the bedroom blinds and turn off the bedroom light | smart-home.close {target=cover.bedroom_blinds} + smart-home.turn_off {target=light.bedroom}
          stop the garage door                          | smart-home.stop {kind=garage}
          stop the blinds                               | smart-home.stop {kind=blinds}
          open the bedroom blinds to 30 percent         | smart-home.position {target=cover.bedroom_blinds, level=30}
          set the blinds to 30 percent                  | smart-home.position {kind=blinds, level=30}
          open the blinds halfway                       | smart-home.position {kind=blinds, level=50}
          close the bedroom blinds half way             | smart-home.position {target=cover.bedroom_blinds, level=50}
          set the bedroom blinds to 30 percent          | smart-home.dim {target=cover.bedroom_blinds, level=30}
          are the blinds closed                         | smart-home.state {kind=blinds, expected=closed}
          are the blinds closed in the bedroom          | smart-home.state {kind=blinds, expected=closed, area=bedroom}
          is the garage open                            | smart-home.state {kind=garage, expected=open}
          is the garage door open                       | smart-home.state {kind=garage, expected=open}
          are the bedroom blinds open                   | smart-home.state {target=cover.bedroom_blinds, expected=open}
          did I leave the garage open                   | smart-home.state {kind=garage, expected=open}
          which blinds are open                         | smart-home.state {kind=blinds, expected=open}
          is the front door open                        | smart-home.state {target=lock.front_door, expected=open}
          set the heating to 21 degrees                 | smart-home.set_temperature {degrees=21}
          set the temperature to 21.5                   | smart-home.set_temperature {degrees=21.5}
          set the living room heating to 21 degrees     | smart-home.set_temperature {target=climate.living_room, degrees=21}
          set the living room heating to 21             | smart-home.dim {target=climate.living_room, level=21}
          turn the heating in the living room up to 22  | smart-home.set_temperature {area=living room, degrees=22}
          make it twenty degrees in here                | smart-home.set_temperature {degrees=20}
          heat the living room to 21 degrees            | smart-home.set_temperature {area=living room, degrees=21}
          make it warmer                                | smart-home.warmer {}
          it's too cold in here                         | smart-home.warmer {}
          turn up the heating                           | smart-home.warmer {}
          make it cooler in the living room             | smart-home.colder {area=living room}
          it's too hot                                  | smart-home.colder {}
          turn down the heating in the living room      | smart-home.colder {area=living room}
          turn off the heating                          | smart-home.turn_off {kind=climate}
          turn on the living room heating               | smart-home.turn_on {target=climate.living_room}
          is the heating on                             | smart-home.state {kind=climate, expected=on}
          what is the temperature                       | smart-home.temperature {}
          what is the temperature in the living room    | smart-home.temperature {area=living room}
          how warm is it in here                        | smart-home.temperature {}
          how warm is it                                | smart-home.temperature {}
          how cold is the living room                   | smart-home.temperature {area=living room}
          what is the heating set to                    | smart-home.temperature {}
          how warm is it outside                        | weather.temperature {}
          how warm will it be tomorrow                  | weather.temperature {day=tomorrow}
          what is the temperature outside               | weather.temperature {}
          play                                          | smart-home.play {}
          play some music in the living room            | smart-home.play {area=living room}
          resume the living room speaker                | smart-home.play {target=media_player.living_room}
          turn on the music                             | smart-home.play {}
          pause                                         | smart-home.pause {}
          pause the music                               | smart-home.pause {}
          stop the music                                | smart-home.pause {}
          okay stop the music                           | smart-home.pause {}
          stop playing                                  | smart-home.pause {}
          turn the music off in the living room         | smart-home.pause {area=living room}
          stop the living room speaker                  | smart-home.stop {target=media_player.living_room}
          next                                          | smart-home.next {}
          skip this song                                | smart-home.next {}
          play the next song                            | smart-home.next {}
          previous song                                 | smart-home.previous {}
          go back to the last track                     | smart-home.previous {}
          set the volume to 30 percent                  | smart-home.volume {level=30}
          volume 30                                     | smart-home.volume {level=30}
          turn the volume in the living room down to 20 | smart-home.volume {area=living room, level=20}
          louder                                        | smart-home.louder {}
          turn up the volume                            | smart-home.louder {}
          turn the music up                             | smart-home.louder {}
          make the living room speaker louder           | smart-home.louder {target=media_player.living_room}
          turn up the living room speaker               | smart-home.brighter {target=media_player.living_room}
          it's too loud                                 | smart-home.quieter {}
          volume down                                   | smart-home.quieter {}
          mute                                          | smart-home.mute {}
          mute the living room speaker                  | smart-home.mute {target=media_player.living_room}
          unmute the music                              | smart-home.unmute {}
          stop                                          | timer.stop {}
          okay stop                                     | timer.stop {}
          stop the timer                                | timer.stop {what=timer}
          stop the alarm                                | reminders.stop {kind=alarm}
          be quiet                                      | timer.stop {}
          """)
  void isUnderstood(String words, String expected) {
    runs(Router.decide(words, context), expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          öffne das Schlafzimmerrollo                   | smart-home.open {target=cover.bedroom_blinds}
          mach die Rollos auf                           | smart-home.open {kind=blinds}
          fahr die Rollläden im Schlafzimmer hoch       | smart-home.open {kind=shutters, area=bedroom}
          Rollos hoch                                   | smart-home.open {kind=blinds}
          schließ das Garagentor                        | smart-home.close {kind=garage}
          mach die Garage zu                            | smart-home.close {kind=garage}
          mach das Hoftor zu                            | smart-home.close {kind=gate}
          lass die Rollos runter                        | smart-home.close {kind=blinds}
          zieh die Vorhänge zu                          | smart-home.close {kind=curtains}
          stopp das Garagentor                          | smart-home.stop {kind=garage}
          halte die Rollos an                           | smart-home.stop {kind=blinds}
          fahr das Schlafzimmerrollo auf dreißig Prozent | smart-home.position {target=cover.bedroom_blinds, level=30}
          stell die Rollos auf 30 Prozent               | smart-home.position {kind=blinds, level=30}
          stell das Schlafzimmerrollo auf 30 Prozent    | smart-home.dim {target=cover.bedroom_blinds, level=30}
          mach die Rollos halb zu                       | smart-home.position {kind=blinds, level=50}
          sind die Rollos zu                            | smart-home.state {kind=blinds, expected=closed}
          ist das Garagentor offen                      | smart-home.state {kind=garage, expected=open}
          stell die Heizung auf 21 Grad                 | smart-home.set_temperature {degrees=21}
          stell die Heizung im Wohnzimmer auf 21,5 Grad | smart-home.set_temperature {area=living room, degrees=21.5}
          dreh die Wohnzimmerheizung auf zwanzig Grad   | smart-home.set_temperature {target=climate.living_room, degrees=20}
          mach es wärmer                                | smart-home.warmer {}
          hier ist es zu kalt                           | smart-home.warmer {}
          mach es im Wohnzimmer kälter                  | smart-home.colder {area=living room}
          dreh die Heizung runter                       | smart-home.colder {}
          mach die Heizung aus                          | smart-home.turn_off {kind=climate}
          wie warm ist es                               | smart-home.temperature {}
          wie warm ist es im Wohnzimmer                 | smart-home.temperature {area=living room}
          wie ist die Temperatur im Wohnzimmer          | smart-home.temperature {area=living room}
          wie warm ist es draußen                       | weather.temperature {}
          spiel Musik                                   | smart-home.play {}
          mach die Musik an                             | smart-home.play {}
          stopp die Musik                               | smart-home.pause {}
          mach die Musik im Wohnzimmer aus              | smart-home.pause {area=living room}
          nächstes Lied                                 | smart-home.next {}
          spiel das vorige Lied                         | smart-home.previous {}
          stell die Lautstärke auf dreißig Prozent      | smart-home.volume {level=30}
          mach die Musik lauter                         | smart-home.louder {}
          leiser                                        | smart-home.quieter {}
          schalte den Wohnzimmerlautsprecher stumm      | smart-home.mute {target=media_player.living_room}
          Ton an                                        | smart-home.unmute {}
          stopp                                         | timer.stop {}
          schließ die Haustür ab                        | smart-home.lock {target=lock.front_door}
          schließ die Haustür                           | smart-home.close {target=lock.front_door}
          """)
  void isUnderstoodInGerman(String words, String expected) {
    runs(Router.decide(words, german), expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "open the garage door",
        "open the garage",
        "open the gate",
        "put the garage door up",
        "open the garage door halfway",
        "set the garage door to 50 percent",
        "open the front door",
        "open the bedroom blinds and open the garage door"
      })
  void asksBeforeItLetsSomebodyIn(String words) {
    assertThat(Router.decide(words, context)).isInstanceOf(Decision.Confirm.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "öffne das Garagentor",
        "mach die Garage auf",
        "fahr das Hoftor hoch",
        "öffne die Haustür",
        "mach die Haustür auf"
      })
  void asksBeforeItLetsSomebodyInInGerman(String words) {
    assertThat(Router.decide(words, german)).isInstanceOf(Decision.Confirm.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "don't open the garage door",
        "the garage door is open",
        "why is the garage door open",
        "who closed the blinds",
        "close the blinds tomorrow",
        "close the blinds to 30 percent",
        "I opened the blinds",
        "what is the temperature in London",
        "set the oven to 200 degrees",
        "it was too cold",
        "she likes it louder",
        "stop it with the music",
        "play chess"
      })
  void isNotActedUpon(String words) {
    Decision decision = Router.decide(words, context);

    assertThat(decision)
        .as(decision.toString())
        .isNotInstanceOfAny(Decision.RunSkills.class, Decision.Confirm.class);
  }
}
