package dev.loqa.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.understanding.grammar.WordGraph;
import dev.loqa.understanding.template.Expression;
import dev.loqa.understanding.template.Expression.Choice;
import dev.loqa.understanding.template.Expression.Maybe;
import dev.loqa.understanding.template.Expression.NumberSlot;
import dev.loqa.understanding.template.Expression.Permutation;
import dev.loqa.understanding.template.Expression.Rule;
import dev.loqa.understanding.template.Expression.Sequence;
import dev.loqa.understanding.template.Expression.Slot;
import dev.loqa.understanding.template.Expression.Words;
import dev.loqa.understanding.template.TemplateException;
import dev.loqa.understanding.template.TemplateParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

class UnderstandingPropertiesTest {
  private static final Lexicon LEXICON = Home.lexicon();
  private static final Matcher MATCHER = Matcher.compile(LEXICON);
  private static final WordGraph GRAPH = WordGraph.of(LEXICON);

  @Property(tries = 500)
  void whatIsSaidOfADurationIsHeardAsTheSame(
      @ForAll @LongRange(min = 0, max = 30_000_000) long seconds) {
    assertThat(Durations.parse(Durations.spoken(seconds))).hasValue(seconds);
  }

  @Property(tries = 500)
  void whatIsSaidOfANumberIsHeardAsTheSame(
      @ForAll @LongRange(min = 0, max = 999_999_999) long number) {
    assertThat(Numbers.parse(Numbers.spoken(number)))
        .hasValueSatisfying(n -> assertThat(n.longValue()).isEqualTo(number));
  }

  @Property(tries = 500)
  void everySentenceOfATemplateMeansItsIntent(@ForAll long seed) {
    Random random = new Random(seed);
    IntentSpec intent = LEXICON.intents().get(random.nextInt(LEXICON.intents().size()));
    String template = intent.sentences().get(random.nextInt(intent.sentences().size()));
    String sentence =
        sentence(TemplateParser.parse(template), intent, random)
            .replace("%", " percent")
            .strip()
            .replaceAll("\\s+", " ");

    assertThat(MATCHER.match(sentence)).as(sentence).isNotEmpty();
    assertThat(MATCHER.match(sentence).get(0).intent()).as(sentence).isEqualTo(intent.id());
    assertThat(MATCHER.state(sentence))
        .as(sentence)
        .isIn(Completeness.COMPLETE, Completeness.COMPLETE_MAY_CONTINUE);
    assertThat(GRAPH.accepts(List.of(sentence.split(" ", -1)))).as(sentence).isTrue();
  }

  @Property(tries = 500)
  void everyBeginningOfASentenceIsOne(@ForAll long seed) {
    Random random = new Random(seed);
    IntentSpec intent = LEXICON.intents().get(random.nextInt(LEXICON.intents().size()));
    String sentence =
        sentence(TemplateParser.parse(intent.sentences().get(0)), intent, random).strip();
    List<String> words = List.of(sentence.split("\\s+", -1));
    int length = 1 + random.nextInt(words.size());

    assertThat(MATCHER.state(String.join(" ", words.subList(0, length))))
        .as(sentence + " " + length)
        .isNotEqualTo(Completeness.OTHER);
  }

  @Property(tries = 300)
  void anyTextIsAnswered(@ForAll @StringLength(max = 200) String text) {
    assertThat(MATCHER.match(text)).isNotNull();
    assertThat(MATCHER.matchAll(text)).isNotNull();
    assertThat(MATCHER.nearMisses(text)).isNotNull();
    assertThat(MATCHER.state(text)).isNotNull();
  }

  @Property(tries = 300)
  void anyMixtureOfKnownWordsIsAnswered(@ForAll long seed) {
    List<String> words = new ArrayList<>(GRAPH.words());
    words.addAll(List.of("and", "then", "please", "the", "a", "5", "%", "zzz"));
    Random random = new Random(seed);
    Collections.shuffle(words, random);
    String text = String.join(" ", words.subList(0, random.nextInt(Math.min(40, words.size()))));

    assertThat(MATCHER.matchAll(text))
        .allSatisfy(command -> assertThat(command.text()).isNotBlank());
  }

  @Property(tries = 500)
  void anyTemplateIsReadOrRefusedInWords(
      @ForAll @StringLength(max = 60) String text, @ForAll long seed) {
    String alphabet = "ab ()[]{}<>|;:\\-0";
    StringBuilder noise = new StringBuilder();
    new Random(seed).ints(30, 0, alphabet.length()).forEach(i -> noise.append(alphabet.charAt(i)));
    for (String template : List.of(text, noise.toString())) {
      try {
        assertThat(TemplateParser.parse(template)).isNotNull();
      } catch (TemplateException e) {
        assertThat(e.getMessage()).contains("at character", ": ");
      }
    }
  }

  /// One of the sentences a template stands for.
  private static String sentence(Expression expression, IntentSpec intent, Random random) {
    return switch (expression) {
      case Words words -> words.text();
      case Sequence sequence -> joined(sequence.items(), "", intent, random);
      case Choice choice ->
          sentence(choice.items().get(random.nextInt(choice.items().size())), intent, random);
      case Maybe maybe -> random.nextBoolean() ? sentence(maybe.item(), intent, random) : "";
      case Permutation permutation -> {
        List<Expression> items = new ArrayList<>(permutation.items());
        Collections.shuffle(items, random);
        yield joined(items, " ", intent, random);
      }
      case Rule rule ->
          sentence(
              TemplateParser.parse(LEXICON.rules().getOrDefault(rule.name(), "?")), intent, random);
      case NumberSlot slot ->
          Numbers.spoken(slot.from() + random.nextInt(slot.to() - slot.from() + 1));
      case Slot slot -> value(slot, intent, random);
    };
  }

  private static String joined(
      List<Expression> items, String between, IntentSpec intent, Random random) {
    return String.join(
        between, items.stream().map(item -> sentence(item, intent, random)).toList());
  }

  private static String value(Slot slot, IntentSpec intent, Random random) {
    Source source = Source.of(slot.source(), slot.name(), intent, LEXICON).orElseThrow();
    return switch (source) {
      case Source.Listed listed -> {
        List<ListValue> values = LEXICON.lists().getOrDefault(listed.list(), List.of());
        String in = values.get(random.nextInt(values.size())).in();
        yield sentence(TemplateParser.parse(in), intent, random).replace("2", "two");
      }
      case Source.Ranged range ->
          Numbers.spoken(range.from() + random.nextInt(range.to() - range.from() + 1));
      case Source.Typed typed ->
          switch (typed.type()) {
            case SlotSpec.TEXT -> {
              SlotSpec spec = intent.slots().get(slot.name());
              List<String> words = spec == null ? List.of("milk") : spec.words();
              yield words.get(random.nextInt(words.size()));
            }
            case SlotSpec.DURATION -> duration(random);
            case SlotSpec.PERCENTAGE -> Numbers.spoken(random.nextInt(100)) + " percent";
            case SlotSpec.TIME -> "half past seven";
            default -> Numbers.spoken(random.nextInt(100));
          };
    };
  }

  private static String duration(Random random) {
    List<String> some =
        List.of(
            "half an hour",
            "an hour and a half",
            "two and a half minutes",
            "three quarters of an hour",
            "one minute thirty");
    int minutes = 2 + random.nextInt(58);
    return switch (random.nextInt(4)) {
      case 0 -> some.get(random.nextInt(some.size()));
      case 1 -> Numbers.spoken(minutes) + " minutes";
      case 2 -> "an hour and " + Numbers.spoken(minutes) + " minutes";
      default -> Numbers.spoken(minutes) + " minutes and " + Numbers.spoken(minutes) + " seconds";
    };
  }
}
