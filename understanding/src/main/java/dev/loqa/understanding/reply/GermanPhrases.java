package dev.loqa.understanding.reply;

import java.util.List;

/// German.
record GermanPhrases() implements Phrases {
  @Override
  public String refused() {
    return "Gut, dann lasse ich es.";
  }

  @Override
  public String dropped() {
    return "Gut.";
  }

  @Override
  public String really(List<String> commands) {
    return "Soll ich das wirklich tun: " + String.join(" und ", commands) + "?";
  }

  @Override
  public String uncleared(String skill, List<String> deeds, boolean pin) {
    return "Der Skill %s wollte das tun: %s. Das mache ich nur %s, deshalb habe ich es gelassen. Sage es mir direkt."
        .formatted(skill, String.join(" und ", deeds), pin ? "mit PIN" : "mit deinem Ja");
  }

  @Override
  public String deed(String service, String name) {
    String verb =
        switch (service) {
          case "unlock" -> "aufschließen";
          case "lock" -> "abschließen";
          case "open", "open_cover", "set_cover_position" -> "öffnen";
          case "close_cover" -> "schließen";
          case "turn_on" -> "einschalten";
          case "turn_off" -> "ausschalten";
          case "alarm_disarm" -> "entschärfen";
          default -> "bedienen";
        };
    return name + " " + verb;
  }

  @Override
  public String message(String target) {
    return "etwas an " + target + " senden";
  }

  @Override
  public String settingUp() {
    return "Ich richte gerade noch meine Fähigkeiten ein. Frag mich gleich noch einmal.";
  }

  @Override
  public String noPin() {
    return "Dafür braucht es eine PIN, und es ist keine eingerichtet. Ich lasse es. Einrichten lässt sie sich mit loqa pin set.";
  }

  @Override
  public String pinPlease(List<String> commands) {
    return "Dafür brauche ich die PIN: " + String.join(" und ", commands) + ". Wie lautet sie?";
  }

  @Override
  public String pinWrong() {
    return "Das ist nicht die PIN. Bitte noch einmal.";
  }

  @Override
  public String pinWrongTooOften() {
    return "Das war dreimal falsch. Ich lasse es und nehme fünf Minuten lang keine PIN an.";
  }

  @Override
  public String pinLocked() {
    return "Es gab zu viele falsche PINs. Ich nehme einige Minuten lang keine an und lasse es.";
  }

  @Override
  public String pinLate() {
    return "Das hat zu lange gedauert, ich habe es gelassen. Sage es mir noch einmal.";
  }

  @Override
  public String oneMoment() {
    return "Entschuldigung, einen Moment bitte.";
  }

  @Override
  public String gaveUp() {
    return "Entschuldigung, das hat nicht geklappt.";
  }

  @Override
  public String which(String slot) {
    return "Was genau, " + slot + "?";
  }

  @Override
  public String unknown(String name) {
    return "Das kenne ich nicht: " + name + ".";
  }

  @Override
  public String unknown(String name, String suggestion) {
    return "Das kenne ich nicht: " + name + ". Meinst du " + suggestion + "?";
  }

  @Override
  public String half(String understood, String rest) {
    return "Verstanden habe ich „%s“, aber nicht „%s“. Ich habe nichts getan."
        .formatted(understood, rest);
  }

  @Override
  public String notUnderstood() {
    return "Das habe ich leider nicht verstanden. Sage Hilfe, um zu hören, was ich kann.";
  }

  @Override
  public String modelSilent() {
    return "Das habe ich leider nicht verstanden, und das Sprachmodell hat nicht geantwortet.";
  }

  @Override
  public String modelBrokeOff() {
    return "Leider hat das Sprachmodell hier abgebrochen.";
  }

  @Override
  public String nothingDone() {
    return "Ich habe nichts getan.";
  }

  @Override
  public String notAll() {
    return "Den Rest davon konnte ich nicht tun.";
  }

  @Override
  public String failed(List<String> targets, String reason, boolean rest) {
    return "Das hat leider nicht geklappt: "
        + String.join(" und ", targets)
        + (reason.isEmpty() ? "" : " (" + reason + ")")
        + "."
        + (rest ? " Der Rest ist erledigt." : "");
  }

  @Override
  public String noSuchThing() {
    return "so ein Gerät gibt es nicht";
  }

  @Override
  public String cannotDoThat() {
    return "das kann es nicht";
  }

  @Override
  public String homeUnreachable() {
    return "ich erreiche Home Assistant nicht";
  }

  @Override
  public String thingUnreachable() {
    return "nicht erreichbar";
  }

  @Override
  public String noAnswer() {
    return "keine Antwort";
  }

  @Override
  public String unchanged() {
    return "es hat sich nichts geändert";
  }

  @Override
  public String turnedDown() {
    return "Home Assistant hat abgelehnt";
  }

  @Override
  public String tooLong(String skill) {
    return "Der Skill " + skill + " hat zu lange gebraucht, deshalb habe ich ihn beendet.";
  }

  @Override
  public String notAllowed(String skill) {
    return "Der Skill " + skill + " darf das nicht.";
  }

  @Override
  public String broken(String skill) {
    return "Der Skill " + skill + " ist fehlgeschlagen, es ist nichts geschehen.";
  }

  @Override
  public String brokenHalfway(String skill) {
    return "Der Skill "
        + skill
        + " ist fehlgeschlagen. Was er bis dahin getan hat, bleibt getan; der Rest ist nicht geschehen.";
  }

  @Override
  public String pausing(String skill, long seconds) {
    return "Der Skill "
        + skill
        + " ist gerade fehlgeschlagen. Versuche es in "
        + (seconds == 1 ? "einer Sekunde" : seconds + " Sekunden")
        + " noch einmal.";
  }

  @Override
  public String resting(String skill) {
    return "Der Skill " + skill + " ruht: Er ist fünfmal in zehn Minuten fehlgeschlagen.";
  }

  @Override
  public String revoked(String skill, String why) {
    return "Der Skill " + skill + " ruht: " + why + ".";
  }

  @Override
  public String unwritable() {
    return "Ich kann im Moment nichts aufschreiben, deshalb habe ich nichts getan.";
  }

  @Override
  public String unwritable(String skill) {
    return "Ich kann im Moment nichts aufschreiben. Der Skill "
        + skill
        + " hatte schon begonnen, und den Rest konnte ich nicht behalten.";
  }
}
