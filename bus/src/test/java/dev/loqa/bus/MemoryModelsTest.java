package dev.loqa.bus;

/// The shelf of a bus in memory.
final class MemoryModelsTest extends ModelShelfContract {
  private final MemoryModels models = new MemoryModels();

  @Override
  ModelShelf owner() {
    return models;
  }

  @Override
  ModelShelf reader() {
    return models;
  }
}
