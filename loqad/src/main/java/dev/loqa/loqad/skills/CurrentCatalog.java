package dev.loqa.loqad.skills;

import dev.loqa.loqad.home.Home;
import dev.loqa.skillhost.manifest.Manifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What can be said at the moment, made anew whenever a skill comes, goes or changes. A turn works
/// with one catalogue from its beginning to its end. Any thread may read; one at a time changes.
public final class CurrentCatalog implements Supplier<SkillCatalog> {
  private final Supplier<List<Manifest>> active;
  private final Home home;
  private final String language;
  private final Consumer<List<String>> examples;
  private volatile SkillCatalog current;

  /// @param active the manifests of the active skills
  /// @param examples told of the sentences to offer, whenever they change
  public CurrentCatalog(
      Supplier<List<Manifest>> active,
      Home home,
      String language,
      Consumer<List<String>> examples) {
    this.active = active;
    this.home = home;
    this.language = language;
    this.examples = examples;
    current = SkillCatalog.of(active.get(), home, language);
    examples.accept(current.examples());
  }

  @Override
  public SkillCatalog get() {
    return current;
  }

  /// The catalogue as it would be with `candidate`, in the place of the skill of its name.
  ///
  /// @throws dev.loqa.understanding.UnderstandingException when its sentences do not go together
  ///   with the others'
  public SkillCatalog with(Manifest candidate) {
    List<Manifest> all = new ArrayList<>(active.get());
    all.removeIf(manifest -> manifest.name().equals(candidate.name()));
    all.add(candidate);
    all.sort(Comparator.comparing(Manifest::name));
    return SkillCatalog.of(all, home, language);
  }

  /// Takes a catalogue that was made before.
  public synchronized void use(SkillCatalog next) {
    current = next;
    examples.accept(next.examples());
  }

  /// Makes it anew from the active skills.
  public synchronized void rebuild() {
    use(SkillCatalog.of(active.get(), home, language));
  }
}
