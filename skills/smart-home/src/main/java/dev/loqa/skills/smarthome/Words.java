package dev.loqa.skills.smarthome;

import java.util.List;

/// What the skill says where nothing was changed, each sentence in both languages beside each
/// other. What it says about a change is in the manifest's `responses`.
///
/// German names keep the words their owner gave them and stand without an article, whose gender
/// nobody knows.
final class Words {
  private final boolean german;

  private Words(boolean german) {
    this.german = german;
  }

  /// The words of a language, English where it is not spoken here.
  static Words in(String language) {
    return new Words(language.equals("de"));
  }

  String noDevices() {
    return say("I see no device that could do that.", "Ich sehe kein Gerät, das das könnte.");
  }

  String unknown(String target) {
    return say("I know no #.", "Ich kenne kein Gerät #.", target);
  }

  String nothingIn(String area) {
    return say("I know nothing like that in the #.", "So etwas kenne ich hier nicht: #.", area);
  }

  String whichDevice() {
    return say("Which device?", "Welches Gerät?");
  }

  String which(List<Device> devices) {
    return say("Which one: #?", "Welches: #?", join(devices, say("or", "oder")));
  }

  String howFar() {
    return say("To how many percent?", "Auf wie viel Prozent?");
  }

  String howWarm() {
    return say("To how many degrees?", "Auf wie viel Grad?");
  }

  String notAPercentage() {
    return say("That goes from 0 to 100 percent.", "Das geht von 0 bis 100 Prozent.");
  }

  String notATemperature(long lowest, long highest) {
    return say(
        "I can set # to # degrees.",
        "Ich kann # bis # Grad einstellen.",
        String.valueOf(lowest),
        String.valueOf(highest));
  }

  /// It has no percentage that could be set.
  String notDimmable(Device device) {
    return device.isA("cover")
        ? of(device, "# can only be opened and closed.", "# lässt sich nur öffnen und schließen.")
        : of(device, "# can not be dimmed.", "# lässt sich nicht dimmen.");
  }

  /// What was asked for cannot be done to it.
  String cannot(Device device) {
    return of(device, "# can not do that.", "Das geht nicht mit #.");
  }

  /// It is off, or as bright or loud as it gets, or as little of that.
  String noFurther(Device device, boolean more) {
    boolean light = device.isA("light");
    if (light ? device.percent() == 0 : device.isOff()) {
      return of(device, "# is off.", "# ist aus.");
    }
    String english = more ? light ? "bright" : "loud" : light ? "dark" : "quiet";
    String deutsch = more ? light ? "hell" : "laut" : light ? "dunkel" : "leise";
    return say(
        "The # is as # as it gets.",
        "# ist so # wie möglich.",
        device.name(),
        say(english, deutsch));
  }

  /// It is no such thing as is turned on and off; says what to say instead.
  String notSwitched(Device device) {
    return device.isA("lock")
        ? of(
            device,
            "# is a lock: say lock or unlock.",
            "# ist ein Schloss: sage verriegeln oder entriegeln.")
        : of(
            device,
            "# can not be turned on or off: say open or close.",
            "# lässt sich nicht ein- oder ausschalten: sage öffnen oder schließen.");
  }

  String notALock(Device device) {
    return of(device, "# has no lock.", "# hat kein Schloss.");
  }

  String unreachable(Device device) {
    return say("I can not reach the # now.", "Ich erreiche # gerade nicht.", device.name());
  }

  /// One device's state as a sentence.
  String state(Device device) {
    long percent = State.between(device);
    String end = percent > 0 ? say(" at # percent.", ", auf # Prozent.", percent + "") : ".";
    return say(
        "the # #", "# #", device.name(), say(is(device), "ist ") + word(State.plain(device)) + end);
  }

  /// How warm it is.
  ///
  /// @param now measured; empty when nobody measures
  /// @param wanted what it is set to; empty when it is off
  String temperature(Device device, String now, String wanted) {
    String place = device.area().isEmpty() ? "" : say(" in the #", "", device.area());
    if (wanted.isEmpty()) {
      return now.isEmpty()
          ? of(device, "# is off.", "# ist aus.")
          : say("It is # degrees#.", "Es sind # Grad#.", now, place);
    }
    return now.isEmpty()
        ? say("The # is set to # degrees.", "# ist auf # Grad gestellt.", device.name(), wanted)
        : say(
            "It is # degrees#, and the # is set to #.",
            "Es sind # Grad#, und # ist auf # Grad gestellt.",
            now,
            place,
            device.name(),
            wanted);
  }

  /// A number as it is written in the language.
  String decimal(String number) {
    return german ? number.replace('.', ',') : number;
  }

  String yesNo(boolean yes, String sentence) {
    return say(yes ? "Yes, #" : "No, #", yes ? "Ja, #" : "Nein, #", sentence);
  }

  /// Those of a group that are in a state.
  String among(List<Device> matching, int all, String state) {
    if (matching.isEmpty()) {
      return say("None of them is #.", "Nichts davon ist #.", word(state));
    } else if (matching.size() == all) {
      return say("All of them are #.", "Alles davon ist #.", word(state));
    }
    boolean one = matching.size() == 1;
    return join(matching, say("and", "und"))
        + (one ? say(" " + is(matching.getFirst()), " ist ") : say(" are ", " sind "))
        + word(state)
        + ".";
  }

  private String word(String state) {
    return german ? Table.find(GERMAN_STATES, state, state).replace('_', ' ') : state;
  }

  private static final String GERMAN_STATES =
      " on=an off=aus locked=verriegelt unlocked=entriegelt open=offen closed=geschlossen"
          + " opening=gerade_beim_Öffnen closing=gerade_beim_Schließen playing=am_Spielen"
          + " paused=angehalten idle=still ";

  /// "Blinds" and "lights" are several; "glass" is one.
  private static String is(Device device) {
    String name = device.name();
    return name.endsWith("s") && !name.endsWith("ss") ? "are " : "is ";
  }

  /// A sentence that begins with a device or has it once.
  private String of(Device device, String english, String deutsch) {
    String name = device.name();
    boolean first = english.startsWith("#") && !german;
    return say(english, deutsch, first ? "The " + name : name);
  }

  /// Each `#` stands for the next of the parts.
  private String say(String english, String deutsch, String... parts) {
    String text = german ? deutsch : english;
    StringBuilder said = new StringBuilder();
    int part = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '#') {
        said.append(parts[part++]);
      } else {
        said.append(c);
      }
    }
    return said.toString();
  }

  /// Names in a row.
  private String join(List<Device> devices, String and) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < devices.size(); i++) {
      if (i > 0) {
        out.append(i == devices.size() - 1 ? " " + and + " " : ", ");
      }
      out.append(german ? "" : "the ").append(devices.get(i).name());
    }
    return out.toString();
  }
}
