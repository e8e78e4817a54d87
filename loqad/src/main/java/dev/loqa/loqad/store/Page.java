package dev.loqa.loqad.store;

import dev.loqa.protocol.EventRecord;
import dev.loqa.protocol.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A part of a listing and where it goes on. Stays right while events are appended and pruned.
///
/// @param last where this page ended, null when there is nothing after it
public record Page<T>(List<T> items, @Nullable Cursor last) {
  /// The most that one page holds.
  public static final int LIMIT = 1_000;

  public Page {
    items = List.copyOf(items);
  }

  /// Where the next page begins, if there may be one.
  public Optional<Cursor> next() {
    return Optional.ofNullable(last);
  }

  /// A place in a listing; callers hand back what a page gave them.
  public record Cursor(long position) {
    /// Before the first.
    public static final Cursor START = new Cursor(0);
  }

  /// An event and its place in local order.
  public record StoredEvent(long sequence, EventRecord event) {}

  /// A session that has events.
  ///
  /// @param endedAt null while it goes on
  /// @param lastAt of its newest event
  public record SessionSummary(
      SessionId session,
      Instant startedAt,
      Instant lastAt,
      @Nullable Instant endedAt,
      long events) {}
}
