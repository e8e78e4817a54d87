package dev.loqa.loqad.store;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a database holds, in numbers and digests: two databases with equal content have equal
/// values here, whatever their pages look like.
///
/// Positions of the outbox and the intake are no content: they say how far the stream was read, and
/// the stream is another one after a restore.
///
/// @param schema its version
/// @param events in the chain
/// @param erased of these, whose content was erased
/// @param prunedThrough everything up to this sequence was pruned
/// @param newest the sequence of the newest event
/// @param head hex of the newest event's link, which stands for the whole chain
/// @param tables every other table by its name
/// @param packages digests of the packages that are active, whose files stand beside the database
/// @param fault where the chain breaks, as a sentence; null when it is whole
public record StoreContent(
    int schema,
    long events,
    long erased,
    long prunedThrough,
    long newest,
    String head,
    Map<String, Rows> tables,
    List<String> packages,
    @Nullable String fault) {

  public StoreContent {
    tables = Collections.unmodifiableMap(new TreeMap<>(tables));
    packages = List.copyOf(packages);
  }

  /// One table.
  ///
  /// @param sha256 hex, over every value of every row in the order of the primary key
  public record Rows(long rows, String sha256) {}
}
