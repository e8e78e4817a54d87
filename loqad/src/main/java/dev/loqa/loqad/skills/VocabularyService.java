package dev.loqa.loqad.skills;

import dev.loqa.base.json.Json;
import dev.loqa.base.life.Part;
import dev.loqa.bus.Bus;
import dev.loqa.bus.Subscription;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.Vocabulary;
import dev.loqa.protocol.VocabularyChanged;
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
        bus.subscribe(Subjects.VOCABULARY_GET, delivery -> bus.respond(delivery, vocabulary()));
    changed();
  }

  private Vocabulary vocabulary() {
    SkillCatalog now = catalog.get();
    return new Vocabulary(now.lexicon().language(), now.version(), Json.toMap(now.lexicon()));
  }

  /// Announces the present version.
  public void changed() {
    SkillCatalog now = catalog.get();
    bus.publish(new VocabularyChanged(now.lexicon().language(), now.version()));
  }

  @Override
  public void close() {
    subscription.close();
  }
}
