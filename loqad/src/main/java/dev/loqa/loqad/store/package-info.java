/// The daemon's memory: one SQLite file that holds events, skill state and the positions of the
/// outbox and the intake.
///
/// Begin with [EventStore], the only type most callers need. An append travels `EventStore` →
/// [SealedEvent] (hashed in the caller's thread) → [Writer] (one thread, group commit) → [EventLog]
/// (rows and chain). Reading is [EventReader] and [SkillReader] over a small pool of read-only
/// connections. [Pruner] forgets, [Verifier] proves, [Outbox] and [EventIntake] exchange events
/// with other nodes. `java.sql` and the SQLite driver stay in this package.
@NullMarked
package dev.loqa.loqad.store;

import org.jspecify.annotations.NullMarked;
