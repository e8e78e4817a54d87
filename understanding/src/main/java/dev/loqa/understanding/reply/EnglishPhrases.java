package dev.loqa.understanding.reply;

import java.util.List;

/// English.
record EnglishPhrases() implements Phrases {
  @Override
  public String refused() {
    return "All right, I won't.";
  }

  @Override
  public String dropped() {
    return "All right.";
  }

  @Override
  public String really(List<String> commands) {
    return "Do you really want me to " + String.join(" and ", commands) + "?";
  }

  @Override
  public String uncleared(String skill, List<String> deeds, boolean pin) {
    return "The %s skill wanted to %s. I do that only after %s, so I did not. Ask me for it directly."
        .formatted(skill, String.join(" and ", deeds), pin ? "hearing the PIN" : "a yes from you");
  }

  @Override
  public String deed(String service, String name) {
    String verb = service.startsWith("alarm_") ? service.substring("alarm_".length()) : service;
    return verb.replace("_cover", "").replace('_', ' ') + " the " + name;
  }

  @Override
  public String message(String target) {
    return "send something to " + target;
  }

  @Override
  public String settingUp() {
    return "I am still setting up my skills. Ask me again in a moment.";
  }

  @Override
  public String noPin() {
    return "That needs a PIN, and no PIN is set up, so I won't do it. Its owner sets one with loqa pin set.";
  }

  @Override
  public String pinPlease(List<String> commands) {
    return "To " + String.join(" and ", commands) + " I need your PIN. What is it?";
  }

  @Override
  public String pinWrong() {
    return "That is not the PIN. Please say it again.";
  }

  @Override
  public String pinWrongTooOften() {
    return "That was wrong three times, so I won't do it, and I take no PIN for five minutes.";
  }

  @Override
  public String pinLocked() {
    return "There were too many wrong PINs. I take none for some minutes, so I won't do it.";
  }

  @Override
  public String pinLate() {
    return "That took too long, so I dropped it. Ask me again.";
  }

  @Override
  public String oneMoment() {
    return "Sorry, one moment please.";
  }

  @Override
  public String gaveUp() {
    return "Sorry, that did not work.";
  }

  @Override
  public String which(String slot) {
    return "Which " + slot + "?";
  }

  @Override
  public String unknown(String name) {
    return "I know no " + name + ".";
  }

  @Override
  public String unknown(String name, String suggestion) {
    return "I know no " + name + "; did you mean the " + suggestion + "?";
  }

  @Override
  public String half(String understood, String rest) {
    return "I understood \"%s\", but not \"%s\", so I did nothing.".formatted(understood, rest);
  }

  @Override
  public String notUnderstood() {
    return "Sorry, I did not understand that. Say help to hear what I can do.";
  }

  @Override
  public String modelSilent() {
    return "Sorry, I did not understand that, and the language model did not answer.";
  }

  @Override
  public String modelBrokeOff() {
    return "Sorry, the language model broke off there.";
  }

  @Override
  public String nothingDone() {
    return "I have done nothing.";
  }

  @Override
  public String notAll() {
    return "The rest of it I could not do.";
  }

  @Override
  public String failed(List<String> targets, String reason, boolean rest) {
    return "Sorry, that did not work for "
        + String.join(" and ", targets)
        + (reason.isEmpty() ? "" : ": " + reason)
        + "."
        + (rest ? " The rest is done." : "");
  }

  @Override
  public String noSuchThing() {
    return "there is no such device";
  }

  @Override
  public String cannotDoThat() {
    return "it cannot do that";
  }

  @Override
  public String homeUnreachable() {
    return "I cannot reach Home Assistant";
  }

  @Override
  public String thingUnreachable() {
    return "it cannot be reached";
  }

  @Override
  public String noAnswer() {
    return "it did not answer";
  }

  @Override
  public String unchanged() {
    return "it stayed as it was";
  }

  @Override
  public String turnedDown() {
    return "Home Assistant said no";
  }

  @Override
  public String tooLong(String skill) {
    return "Sorry, the " + skill + " skill took too long, so I stopped it.";
  }

  @Override
  public String notAllowed(String skill) {
    return "Sorry, the " + skill + " skill is not allowed to do that.";
  }

  @Override
  public String broken(String skill) {
    return "Sorry, the " + skill + " skill failed, so nothing was done.";
  }

  @Override
  public String brokenHalfway(String skill) {
    return "Sorry, the "
        + skill
        + " skill failed. What it had done by then cannot be taken back; the rest was not done.";
  }

  @Override
  public String pausing(String skill, long seconds) {
    return "Sorry, the "
        + skill
        + " skill has just failed. Try again in "
        + (seconds == 1 ? "a second" : seconds + " seconds")
        + ".";
  }

  @Override
  public String resting(String skill) {
    return "The " + skill + " skill is resting: it failed five times in ten minutes.";
  }

  @Override
  public String revoked(String skill, String why) {
    return "The " + skill + " skill is resting: " + why + ".";
  }

  @Override
  public String unwritable() {
    return "Sorry, I cannot write anything down at the moment, so I did nothing.";
  }

  @Override
  public String unwritable(String skill) {
    return "Sorry, I cannot write anything down at the moment. The "
        + skill
        + " skill had already begun, and I could not keep the rest.";
  }
}
