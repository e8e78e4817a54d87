package dev.loqa.loqad.route;

import dev.loqa.protocol.Quoted;
import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.understanding.Command;
import dev.loqa.understanding.IntentMatch;
import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.NearMiss;
import dev.loqa.understanding.SlotSpec;
import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.reply.Phrases;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides what to do with one final transcript. Pure: the same words in the same context give the
/// same decision.
public final class Router {
  // Shorter beginnings ("who are", "stop it") are found in too many sentences of another kind.
  private static final int FEWEST_WORDS = 3;
  private static final int MOST_WORDS = 20;

  private Router() {}

  /// The decision for `words`.
  public static Decision decide(String words, RouteContext context) {
    List<String> why = new ArrayList<>();
    if (words.isBlank()) {
      why.add("no words were heard");
      return new Decision.Ignore(why);
    }
    Pending pending = context.pending();
    Decision answered =
        switch (pending) {
          case null -> null;
          case Pending.Asked asked -> fill(asked, words, context, why);
          case Pending.Challenged challenged -> answer(challenged, words, context, why);
          // Whoever has them compares them and asks PinAnswers; here they would be explained.
          case Pending.PinWanted _ ->
              throw new IllegalArgumentException("words that may be a PIN are not routed");
        };
    return answered != null ? answered : fresh(words, context, why);
  }

  private static @Nullable Decision answer(
      Pending.Challenged challenged, String words, RouteContext context, List<String> why) {
    String plain = plain(words);
    if (context.language().agreements().contains(plain)) {
      why.add("the person agreed to: " + challenged.question());
      return new Decision.RunSkills(challenged.calls(), challenged.risk(), List.of(), why);
    }
    if (context.language().refusals().contains(plain)) {
      why.add("the person refused: " + challenged.question());
      return new Decision.Answer(context.phrases().refused(), why);
    }
    why.add("the words neither agree nor refuse, so the question is dropped");
    return null;
  }

  private static @Nullable Decision fill(
      Pending.Asked asked, String words, RouteContext context, List<String> why) {
    if (context.language().refusals().contains(plain(words))) {
      why.add("the person did not want to say the " + asked.slot());
      return new Decision.Answer(context.phrases().dropped(), why);
    }
    SkillCall call = asked.call();
    String joined = " " + context.language().beforeDuration() + " ";
    for (String whole : List.of(call.words() + " " + words, call.words() + joined + words)) {
      IntentMatch match = context.matcher().match(whole).stream().findFirst().orElse(null);
      if (match != null && match.intent().equals(call.intent()) && match.complete()) {
        why.add(Quoted.of(words) + " completes " + Quoted.of(call.words()));
        return run(
            List.of(new SkillCall(call.intent(), match.slots(), whole, Risk.NONE)),
            List.of(),
            context,
            why);
      }
    }
    return SlotAnswer.read(asked, words, context)
        .map(value -> {
          why.add(
              Quoted.of(words)
                  + " answers "
                  + Quoted.of(asked.question())
                  + ": "
                  + asked.slot()
                  + " = "
                  + value);
          return run(List.of(asked.call().with(asked.slot(), value)), List.of(), context, why);
        })
        .orElseGet(() -> {
          why.add(Quoted.of(words) + " is no " + asked.type() + ", so the question is dropped");
          return null;
        });
  }

  private static Decision fresh(String words, RouteContext context, List<String> why) {
    List<SkillCall> calls = new ArrayList<>();
    List<String> notUnderstood = new ArrayList<>();
    for (Command command : context.matcher().matchAll(words)) {
      IntentMatch match = command.best().orElse(null);
      if (match == null) {
        why.add("nobody claims " + Quoted.of(command.text()));
        nearest(command.nearMisses())
            .ifPresent(near -> notUnderstood.add(sorry(near, context.phrases())));
        continue;
      }
      why.addAll(match.trace());
      IntentSpec spec = context.intents().get(match.intent());
      SkillCall call = new SkillCall(match.intent(), match.slots(), command.text(), Risk.NONE);
      if (spec != null && !match.complete()) {
        return askBack(call, match.missing().getFirst(), spec.slots(), context, why);
      }
      calls.add(call);
    }
    if (!calls.isEmpty()) {
      return run(calls, notUnderstood, context, why);
    }
    if (!notUnderstood.isEmpty()) {
      why.add("a sentence comes near");
      return new Decision.Answer(String.join(" ", notUnderstood), why);
    }
    if (context.modelAvailable()) {
      why.add("the language model may know");
      return new Decision.AskModel(words, why);
    }
    why.add("there is no language model to ask");
    Optional<String> half = halfUnderstood(words, context);
    if (half.isPresent()) {
      why.add("only the beginning is a command");
      return new Decision.Answer(half.get(), why);
    }
    return new Decision.AskModel(words, why);
  }

  static Decision askBack(
      SkillCall call,
      String slot,
      Map<String, SlotSpec> slots,
      RouteContext context,
      List<String> why) {
    SlotSpec spec = slots.get(slot);
    String question = spec == null ? null : spec.ask();
    String type = spec == null ? SlotSpec.TEXT : spec.type();
    why.add(call.intent() + " needs " + slot);
    String words = question == null ? context.phrases().which(slot.replace('_', ' ')) : question;
    return new Decision.AskBack(new Pending.Asked(call, slot, type, words), why);
  }

  static Decision run(
      List<SkillCall> wanted, List<String> notUnderstood, RouteContext context, List<String> why) {
    List<SkillCall> calls =
        wanted.stream()
            .map(call -> call.at(context.risks().of(call.intent(), call.slots())))
            .toList();
    Risk risk = calls.stream().map(SkillCall::risk).reduce(Risk.NONE, Risk::or);
    return switch (risk) {
      case NONE -> new Decision.RunSkills(calls, Risk.NONE, notUnderstood, why);
      case CONFIRM -> {
        why.add("the policy wants a yes first");
        String question = context.phrases().really(risky(calls));
        yield new Decision.Confirm(new Pending.Challenged(calls, risk, question), why);
      }
      case PIN -> pin(calls, context, why);
    };
  }

  private static Decision pin(List<SkillCall> calls, RouteContext context, List<String> why) {
    why.add("the policy wants the PIN first");
    return switch (context.pin()) {
      case READY -> {
        String question = context.phrases().pinPlease(risky(calls));
        yield new Decision.AskPin(new Pending.PinWanted(calls, question, false), question, why);
      }
      case NOT_SET -> {
        why.add("there is none");
        yield new Decision.Answer(context.phrases().noPin(), why);
      }
      case LOCKED -> {
        why.add("none is taken now, after too many wrong ones");
        yield new Decision.Answer(context.phrases().pinLocked(), why);
      }
    };
  }

  /// Whether the words are a no to any question.
  public static boolean refuses(String words, Language language) {
    return language.refusals().contains(plain(words));
  }

  /// The words of those calls that need to be agreed to.
  private static List<String> risky(List<SkillCall> calls) {
    return calls.stream()
        .filter(call -> call.risk() != Risk.NONE)
        .map(call -> plain(call.words()))
        .toList();
  }

  /// The near miss whose suggestion is most like what was heard, else the first.
  private static Optional<NearMiss> nearest(List<NearMiss> misses) {
    return misses.stream().min(Comparator.comparingDouble(NearMiss::distance));
  }

  /// What to say to words that begin as a command and go on as none, if they do.
  private static Optional<String> halfUnderstood(String words, RouteContext context) {
    List<String> said = List.of(words.strip().split("\\s+", -1));
    for (int end = Math.min(said.size() - 1, MOST_WORDS); end >= FEWEST_WORDS; end--) {
      String beginning = String.join(" ", said.subList(0, end));
      IntentMatch match = context.matcher().match(beginning).stream().findFirst().orElse(null);
      if (match != null && match.complete()) {
        String rest = String.join(" ", said.subList(end, said.size()));
        return Optional.of(context.phrases().half(beginning, rest));
      }
    }
    return Optional.empty();
  }

  private static String sorry(NearMiss near, Phrases phrases) {
    return near.suggestions().isEmpty()
        ? phrases.unknown(near.heard())
        : phrases.unknown(near.heard(), near.suggestions().getFirst());
  }

  private static String plain(String words) {
    return words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} ]", "").strip();
  }
}
