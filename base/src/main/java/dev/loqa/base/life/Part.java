package dev.loqa.base.life;

/// Something that runs from the moment it is made until it is closed. Nothing restarts: make a new
/// one.
///
/// Closing is repeatable, ends within a few seconds and joins every thread the part owns.
public interface Part extends AutoCloseable {
  @Override
  void close();
}
