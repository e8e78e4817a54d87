package dev.loqa.loqad.skills;

import dev.loqa.base.json.Json;
import dev.loqa.loqad.home.Home;
import dev.loqa.skillhost.manifest.HouseLists;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.skillhost.manifest.SkillIntent;
import dev.loqa.skillhost.manifest.Texts;
import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.ListValue;
import dev.loqa.understanding.Matcher;
import dev.loqa.understanding.SlotSpec;
import dev.loqa.understanding.language.Languages;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What can be said to this house in one language, made from the installed skills and the house's
/// names. Unchangeable.
///
/// @param version changes when what is listened for does
/// @param heard what is listened for: the matcher's lexicon, but that a list of one kind has the
///   names of that kind only
/// @param others the same skills in the other languages, by tag
public record SkillCatalog(
    String version,
    Matcher matcher,
    Lexicon heard,
    Map<String, IntentSpec> intents,
    Map<String, Risk> risks,
    Map<String, Manifest> skills,
    List<String> examples,
    Map<String, SkillCatalog> others) {
  public SkillCatalog {
    intents = Map.copyOf(intents);
    risks = Map.copyOf(risks);
    skills = Map.copyOf(skills);
    examples = List.copyOf(examples);
    others = Map.copyOf(others);
  }

  /// The catalogue of `manifests` for `language`, with those for all other languages; the house's
  /// names take the place of the list that skills declare.
  public static SkillCatalog of(Collection<Manifest> manifests, Home home, String language) {
    Map<String, SkillCatalog> others = new LinkedHashMap<>();
    for (String other : Languages.tags()) {
      if (!other.equals(language)) {
        others.put(other, of(manifests, home, other, Map.of()));
      }
    }
    return of(manifests, home, language, others);
  }

  private static SkillCatalog of(
      Collection<Manifest> manifests,
      Home home,
      String language,
      Map<String, SkillCatalog> others) {
    Map<String, Lexicon> bySkill = new LinkedHashMap<>();
    Map<String, IntentSpec> intents = new LinkedHashMap<>();
    Map<String, Risk> risks = new LinkedHashMap<>();
    Map<String, Manifest> skills = new LinkedHashMap<>();
    List<String> examples = new ArrayList<>();
    for (Manifest manifest : manifests) {
      Lexicon lexicon = lexicon(manifest, home, language);
      Lexicon said = heard(lexicon, home);
      lexicon.intents().forEach(intent -> intents.put(intent.id(), intent));
      manifest.intents().values().forEach(intent -> risks.put(intent.id(), intent.risk()));
      skills.put(manifest.name(), manifest);
      manifest.intents().keySet().stream() // as the author ordered them, the most useful first
          .flatMap(id -> lexicon.intents().stream().filter(intent -> intent.id().equals(id)))
          .limit(2)
          .map(intent -> Examples.of(intent, said))
          .forEach(examples::add);
      bySkill.put(manifest.name(), lexicon);
    }
    List<Lexicon> parts = OwnLists.apart(bySkill, ofHouse(bySkill.values(), home, language));
    Lexicon all =
        parts.isEmpty()
            ? new Lexicon(language, List.of(), Map.of(), Map.of(), Map.of())
            : Lexicon.join(parts);
    Lexicon heard = heard(all, home);
    return new SkillCatalog(
        version(heard), Matcher.compile(all), heard, intents, risks, skills, examples, others);
  }

  /// The lists whose values the house gives, whichever skill names them.
  private static Set<String> ofHouse(Collection<Lexicon> lexicons, Home home, String language) {
    Set<String> lists = new HashSet<>();
    lists.add(HouseLists.ENTITIES);
    if (!home.areas(language).isEmpty()) {
      lists.add(HouseLists.AREAS);
    }
    lexicons.stream()
        .flatMap(lexicon -> lexicon.lists().keySet().stream())
        .filter(name -> name.startsWith(HouseLists.OF_KIND))
        .forEach(lists::add);
    return lists;
  }

  private static Lexicon lexicon(Manifest manifest, Home home, String language) {
    Texts texts = manifest.texts(language);
    List<IntentSpec> intents = new ArrayList<>();
    for (SkillIntent intent : manifest.intents().values()) {
      List<String> sentences = texts.sentences().getOrDefault(intent.id(), List.of());
      if (sentences.isEmpty() && language.equals("en")) {
        sentences = intent.sentences();
      }
      if (!sentences.isEmpty()) {
        intents.add(new IntentSpec(intent.id(), sentences, slots(intent, texts)));
      }
    }
    Map<String, List<ListValue>> lists = new LinkedHashMap<>();
    texts.lists().forEach((name, values) -> lists.put(name, values(values)));
    if (lists.containsKey(HouseLists.ENTITIES)) {
      lists.put(HouseLists.ENTITIES, home.names(language));
    }
    lists.replaceAll(
        (name, values) -> name.startsWith(HouseLists.OF_KIND) ? home.names(language) : values);
    List<ListValue> areas = home.areas(language);
    if (lists.containsKey(HouseLists.AREAS) && !areas.isEmpty()) {
      lists.put(HouseLists.AREAS, areas);
    }
    intents.sort(Comparator.comparing(IntentSpec::id));
    return new Lexicon(language, intents, lists, Map.of(), Map.of());
  }

  private static Lexicon heard(Lexicon all, Home home) {
    Map<String, List<ListValue>> lists = new LinkedHashMap<>(all.lists());
    lists.replaceAll((name, values) ->
        name.startsWith(HouseLists.OF_KIND)
            ? home.names(all.language(), name.substring(HouseLists.OF_KIND.length()))
            : values);
    return new Lexicon(all.language(), all.intents(), lists, all.ranges(), all.rules());
  }

  private static List<ListValue> values(List<Texts.Value> values) {
    return values.stream().map(value -> new ListValue(value.in(), value.out())).toList();
  }

  /// The slots, with the questions in the language of `texts` where it has them, as responses under
  /// `<intent>.<slot>`.
  private static Map<String, SlotSpec> slots(SkillIntent intent, Texts texts) {
    Map<String, SlotSpec> slots = new LinkedHashMap<>();
    intent
        .slots()
        .forEach((name, slot) ->
            slots.put(
                name,
                new SlotSpec(
                    slot.type(),
                    slot.required(),
                    texts.responses().getOrDefault(intent.id() + "." + name, slot.ask()),
                    slot.list(),
                    slot.words())));
    return slots;
  }

  private static String version(Lexicon lexicon) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Json.write(lexicon)), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  /// What can be said in a language, by a tag such as `de-AT`; in one that nobody knows, the same
  /// as here.
  public SkillCatalog in(String language) {
    return Languages.of(language)
        .map(known -> others.getOrDefault(known.code(), this))
        .orElse(this);
  }

  /// The language's tag.
  public String language() {
    return lexicon().language();
  }

  /// What is understood.
  public Lexicon lexicon() {
    return matcher.lexicon();
  }
}
