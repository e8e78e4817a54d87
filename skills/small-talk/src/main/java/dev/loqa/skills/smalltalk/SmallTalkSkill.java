package dev.loqa.skills.smalltalk;

import dev.loqa.skill.Event;
import dev.loqa.skill.Loqa;
import dev.loqa.skill.Reply;
import dev.loqa.skill.Skill;
import dev.loqa.skill.SkillContext;
import dev.loqa.skill.json.Json;
import java.util.ArrayList;
import java.util.List;

/// Answers what needs no action: it changes nothing and remembers nothing.
public final class SmallTalkSkill implements Skill {
  private static final int MAX_EXAMPLES = 4;

  public static void main(String[] arguments) {
    Loqa.serve(new SmallTalkSkill());
  }

  @Override
  public Reply handle(SkillContext context) {
    Event event = context.event();
    Words words = Words.in(event.baseLanguage());
    return Reply.say(
        switch (verb(event)) {
          case "time" -> words.time(event.now());
          case "date" -> words.date(event.now());
          case "day" -> day(event, words);
          case "help" -> words.help(examples(event.payload(), words));
          case "thanks" -> words.thanks();
          case "hello" -> words.hello(event.now().hour());
          case "goodbye" -> words.goodbye(event.now().hour());
          case "how" -> words.how();
          case "never_mind" -> words.neverMind();
          case "who" -> words.who();
          default -> words.help(words.examples());
        });
  }

  /// The intent's last part; a message on the bus names it in its subject.
  private static String verb(Event event) {
    String intent = event.intent().isEmpty() ? event.subject() : event.intent();
    return intent.substring(intent.lastIndexOf('.') + 1);
  }

  private static String day(Event event, Words words) {
    Json when = event.slots().at("when");
    int days =
        switch (when.text("")) {
          case "tomorrow" -> 1;
          case "yesterday" -> -1;
          default -> 0;
        };
    return words.day(event.now().plusDays(days), days);
  }

  /// One example of each installed skill, or a choice of the host's plain examples; our own when it
  /// names none.
  private static List<String> examples(Json payload, Words words) {
    List<String> examples = new ArrayList<>();
    for (Json skill : payload.at("skills").items()) {
      List<Json> sentences = skill.at("examples").items();
      if (!sentences.isEmpty() && examples.size() < MAX_EXAMPLES) {
        examples.add(sentences.get(0).text(""));
      }
    }
    List<Json> plain = payload.at("examples").items();
    int step = Math.max(1, plain.size() / MAX_EXAMPLES);
    for (int i = 0; i < plain.size() && examples.size() < MAX_EXAMPLES; i += step) {
      examples.add(plain.get(i).text(""));
    }
    return examples.isEmpty() ? words.examples() : examples;
  }
}
