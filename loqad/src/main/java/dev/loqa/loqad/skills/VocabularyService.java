package dev.loqa.loqad.skills;

import dev.loqa.base.json.Json;
import dev.loqa.base.life.Part;
import dev.loqa.bus.Bus;
import dev.loqa.bus.Subscription;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.Vocabulary;
import dev.loqa.protocol.VocabularyChanged;
import dev.loqa.protocol.VocabularyGet;
import java.util.function.Supplier;

/// Tells the recognizers what can be said, and when that changes.
public final class VocabularyService implements Part {
  private final Bus bus;
  private final Supplier<SkillCatalog> catalog;
  private final Subscription subscription;

  public VocabularyService(Bus bus, Supplier<SkillCatalog> catalog) {
    this.bus = bus;
    this.catalog = catalog;
    this.subscription =
        bus.subscribe(
            Subjects.VOCABULARY_GET,
            delivery -> bus.respond(delivery, vocabulary(delivery.as(VocabularyGet.class))));
    changed();
  }

  private Vocabulary vocabulary(VocabularyGet asked) {
    SkillCatalog now = catalog.get().in(asked.language());
    return new Vocabulary(now.language(), now.version(), Json.toMap(now.heard()));
  }

  /// Announces the present version of every language.
  public void changed() {
    SkillCatalog now = catalog.get();
    bus.publish(new VocabularyChanged(now.language(), now.version()));
    now.others()
        .forEach(
            (language, other) -> bus.publish(new VocabularyChanged(language, other.version())));
  }

  @Override
  public void close() {
    subscription.close();
  }
}
