package dev.loqa.skillhost.manifest;

import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.ListValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A checked `skill.yaml` with its `locales/`: whatever is in here obeys contracts.md §3.
///
/// @param intents by full id, `<skill name>.<verb>`
/// @param http the web servers that it names itself
/// @param servers those that the owner names in its settings
/// @param settings what `config` declares
/// @param texts responses, sentences and lists by language; English (`en`) is `skill.yaml` itself
public record Manifest(
    Metadata metadata,
    Code code,
    Set<Permission> permissions,
    Subjects subjects,
    Surfaces surfaces,
    Map<String, SkillIntent> intents,
    List<HttpRule> http,
    List<ServerRule> servers,
    Storage storage,
    Timers timers,
    List<String> secrets,
    Settings settings,
    Budgets budgets,
    Map<String, Texts> texts) {

  public Manifest {
    permissions = Set.copyOf(permissions);
    intents = Collections.unmodifiableMap(new LinkedHashMap<>(intents));
    http = List.copyOf(http);
    servers = List.copyOf(servers);
    secrets = List.copyOf(secrets);
    texts = Map.copyOf(texts);
  }

  /// The skill's name, unique in a home.
  public String name() {
    return metadata.name();
  }

  /// Which host functions the module speaks.
  public HostVersion hostVersion() {
    return code.hostVersion();
  }

  /// The same with other budgets.
  public Manifest with(Budgets other) {
    return new Manifest(
        metadata,
        code,
        permissions,
        subjects,
        surfaces,
        intents,
        http,
        servers,
        storage,
        timers,
        secrets,
        settings,
        other,
        texts);
  }

  /// The sentences, responses and lists of a language, English where the skill does not speak it.
  public Texts texts(String language) {
    Texts own = texts.get(language);
    return own != null ? own : texts.getOrDefault("en", Texts.NONE);
  }

  /// What the skill understands in a language, for the matcher and the recognizer; without an
  /// intent where it does not speak the language.
  public Lexicon lexicon(String language) {
    Texts own = texts.getOrDefault(language, Texts.NONE);
    List<IntentSpec> specs = new ArrayList<>();
    intents.forEach((id, intent) -> {
      List<String> sentences = own.sentences().getOrDefault(id, List.of());
      if (!sentences.isEmpty()) {
        specs.add(new IntentSpec(id, sentences, intent.slotSpecs()));
      }
    });
    Map<String, List<ListValue>> lists = new LinkedHashMap<>();
    own.lists()
        .forEach((name, values) ->
            lists.put(name, values.stream().map(v -> new ListValue(v.in(), v.out())).toList()));
    return new Lexicon(language, specs, HouseLists.understood(lists), Map.of(), Map.of());
  }

  /// Whether the manifest asks for this permission.
  public boolean asks(Permission permission) {
    return permissions.contains(permission);
  }

  /// Who made it.
  public record Metadata(
      String name, String version, String description, String author, List<String> tags) {
    public Metadata {
      tags = List.copyOf(tags);
    }
  }

  /// The two host interfaces.
  public enum HostVersion {
    V1,
    V2
  }

  /// Where the code is. `entrypoint` is an export for v1; v2 always starts at `loqa_handle`.
  public record Code(String module, @Nullable String entrypoint, HostVersion hostVersion) {}

  /// The subjects it asks to send to and to be called for.
  public record Subjects(List<String> publish, List<String> subscribe) {
    public Subjects {
      publish = List.copyOf(publish);
      subscribe = List.copyOf(subscribe);
    }
  }

  /// Where it shows up.
  public record Surfaces(boolean voice, boolean display, boolean automations) {}

  /// Its own data.
  public record Storage(boolean kv, int quotaKib) {
    public int quotaBytes() {
      return quotaKib * 1024;
    }
  }

  /// Its timers.
  public record Timers(boolean allowed, int maxActive) {}
}
