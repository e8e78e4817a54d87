package dev.loqa.skillhost.rights;

import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.manifest.Budgets;
import dev.loqa.skillhost.manifest.HttpRule;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.Permission;
import dev.loqa.skillhost.manifest.ServerRule;
import dev.loqa.skillhost.manifest.Settings;
import dev.loqa.skillhost.manifest.SkillIntent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Everything that one version of a skill asks for, or that its owner agreed to, in a fixed order.
///
/// @param all without doubles, ordered by what they are about
public record Rights(List<Right> all) {
  /// No right at all: where a first install begins.
  public static final Rights NONE = new Rights(List.of());

  private static final Pattern PLACE = Pattern.compile("\\{(?:[^{}:]*:)?([^{}]*)}");

  public Rights {
    all =
        new LinkedHashSet<>(all)
            .stream()
                .sorted(Comparator.comparing(Right::about).thenComparing(Right::words))
                .toList();
  }

  /// What a manifest asks for, said or implied: an original that subscribes without the permission
  /// has it, and a block that is left out counts with its defaults.
  public static Rights of(Manifest manifest) {
    List<Right> rights = new ArrayList<>();
    rights.add(new Right.Interface(manifest.hostVersion()));
    manifest.permissions().forEach(permission -> rights.add(new Right.Permitted(permission)));
    manifest.subjects().publish().forEach(subject -> rights.add(new Right.Publish(subject)));
    manifest.subjects().subscribe().forEach(pattern -> rights.add(new Right.Subscribe(pattern)));
    if (!manifest.subjects().subscribe().isEmpty()) {
      rights.add(new Right.Permitted(Permission.BUS_SUBSCRIBE));
    }
    manifest.http().forEach(rule -> rights.addAll(web(rule)));
    manifest.servers().forEach(rule -> rights.addAll(named(rule, manifest.settings())));
    manifest.secrets().forEach(secret -> rights.add(new Right.Secret(secret)));
    rights.addAll(amounts(manifest));
    for (SkillIntent intent : manifest.intents().values()) {
      rights.add(new Right.Command(intent.id(), intent.risk()));
      rights.addAll(openWords(intent, manifest));
    }
    return new Rights(rights);
  }

  private static List<Right> web(HttpRule rule) {
    return rule.methods().stream()
        .<Right>map(method ->
            new Right.Web(
                rule.scheme(),
                rule.host(),
                rule.port(),
                method,
                rule.path(),
                rule.lan(),
                rule.risk()))
        .toList();
  }

  private static List<Right> named(ServerRule rule, Settings settings) {
    Object usual = settings.value(rule.setting(), Map.of());
    return rule.methods().stream()
        .<Right>map(method ->
            new Right.NamedServer(
                rule.setting(),
                method,
                rule.path(),
                usual == null ? null : String.valueOf(usual),
                rule.risk()))
        .toList();
  }

  /// What it may use, of what it can reach: a budget for web calls means nothing without any.
  private static List<Right> amounts(Manifest manifest) {
    Budgets budgets = manifest.budgets();
    List<Right> amounts = new ArrayList<>();
    amounts.add(new Right.Amount(Measure.MEMORY, budgets.memoryMib()));
    amounts.add(new Right.Amount(Measure.WALL, budgets.wallMillis()));
    if (!manifest.subjects().publish().isEmpty()) {
      amounts.add(new Right.Amount(Measure.PUBLISHES, budgets.publishPerMinute()));
    }
    amounts.add(new Right.Amount(Measure.PAYLOAD, budgets.payloadKib()));
    amounts.add(new Right.Amount(Measure.LOG, budgets.logKibPerMinute()));
    if (manifest.permissions().contains(Permission.HTTP_CALL)) {
      amounts.add(new Right.Amount(Measure.WEB_CALLS, budgets.httpPerMinute()));
    }
    if (manifest.storage().kv()) {
      amounts.add(new Right.Amount(Measure.STORAGE, manifest.storage().quotaKib()));
    }
    if (manifest.timers().allowed()) {
      amounts.add(new Right.Amount(Measure.TIMERS, manifest.timers().maxActive()));
    }
    return amounts;
  }

  /// The sentences of every language with a place for words that no list bounds.
  private static List<Right> openWords(SkillIntent intent, Manifest manifest) {
    List<Right> open = new ArrayList<>();
    intent.sentences().stream()
        .filter(sentence -> isOpen(sentence, intent))
        .forEach(sentence -> open.add(new Right.OpenWords("en", sentence)));
    manifest
        .texts()
        .forEach((language, texts) ->
            texts.sentences().getOrDefault(intent.id(), List.of()).stream()
                .filter(sentence -> isOpen(sentence, intent))
                .forEach(sentence -> open.add(new Right.OpenWords(language, sentence))));
    return open;
  }

  private static boolean isOpen(String sentence, SkillIntent intent) {
    return PLACE
        .matcher(sentence)
        .results()
        .map(place -> intent.slots().get(place.group(1)))
        .anyMatch(slot -> slot != null && slot.type().equals("text"));
  }

  /// What the host may let the skill do: these rights and nothing that they do not name.
  public Grant grant() {
    return new Grant(
        every(Right.Permitted.class, Right.Permitted::permission),
        every(Right.Publish.class, Right.Publish::subject),
        every(Right.Subscribe.class, Right.Subscribe::pattern),
        every(Right.Web.class, Right.Web::host),
        every(Right.Secret.class, Right.Secret::name),
        every(Right.NamedServer.class, Right.NamedServer::setting));
  }

  private <R extends Right, V> Set<V> every(Class<R> kind, Function<R, V> value) {
    return all.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .map(value)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Those that go beyond what any skill gets, as sentences.
  public List<String> unusual(String skill) {
    return all.stream().filter(right -> !right.usual(skill)).map(Rights::sentence).toList();
  }

  /// All of them, as sentences.
  public List<String> sentences() {
    return all.stream().map(Rights::sentence).toList();
  }

  static String sentence(Right right) {
    return "It may " + right.words() + ".";
  }
}
