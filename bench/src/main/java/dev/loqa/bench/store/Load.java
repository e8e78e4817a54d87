package dev.loqa.bench.store;

/// What is appended: so many transactions of so many events with payloads of that size.
record Load(int batches, int batchSize, int payloadBytes) {

  int events() {
    return batches * batchSize;
  }
}
