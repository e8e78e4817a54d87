package dev.loqa.loqad.store;

import java.sql.Connection;
import java.sql.SQLException;

/// Something to do inside the writer's transaction. May run twice (after a rollback), so it keeps
/// nothing outside of it.
@FunctionalInterface
interface Work<T> {

  T apply(Transaction transaction) throws SQLException;

  /// What work can reach: everything of the open transaction.
  record Transaction(Connection connection, EventLog events, StateLog state) {}
}
