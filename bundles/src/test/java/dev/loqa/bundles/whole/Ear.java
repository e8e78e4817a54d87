package dev.loqa.bundles.whole;

import dev.loqa.base.life.Part;
import dev.loqa.bundles.Until;
import dev.loqa.bus.Bus;
import dev.loqa.bus.Delivery;
import dev.loqa.bus.Subscription;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Listens to one subject of the bus and keeps what it hears.
final class Ear implements Part {
  private final List<Delivery> heard = new CopyOnWriteArrayList<>();
  private final String subject;
  private final Subscription subscription;

  Ear(Bus bus, String subject) {
    this.subject = subject;
    this.subscription = bus.subscribe(subject, heard::add);
  }

  int count() {
    return heard.size();
  }

  /// Bodies as text, oldest first.
  List<String> texts() {
    return heard.stream()
        .map(delivery -> new String(delivery.body(), StandardCharsets.UTF_8))
        .toList();
  }

  void await(int count, Duration within) {
    Until.is(count + " messages on " + subject, within, () -> heard.size() >= count);
  }

  void await(String words, Duration within) {
    Until.is(
        "'" + words + "' on " + subject,
        within,
        () -> texts().stream().anyMatch(text -> text.contains(words)));
  }

  @Override
  public void close() {
    subscription.close();
  }
}
