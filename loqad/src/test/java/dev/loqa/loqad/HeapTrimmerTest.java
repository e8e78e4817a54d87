package dev.loqa.loqad;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HeapTrimmerTest {
  private static final long MIB = 1L << 20;

  /// A heap that shrinks to 20 MiB when it is collected.
  private static final class FakeHeap implements HeapTrimmer.Heap {
    private long bytes = 20 * MIB;
    private int collected;

    @Override
    public long bytes() {
      return bytes;
    }

    @Override
    public void collect() {
      collected++;
      bytes = 20 * MIB;
    }
  }

  private final AtomicLong turns = new AtomicLong();
  private final FakeHeap heap = new FakeHeap();
  private HeapTrimmer trimmer;

  @BeforeEach
  void start() {
    // Never by itself within a test: the tests look.
    trimmer = new HeapTrimmer(turns::get, heap, Duration.ofDays(1));
    trimmer.look();
    heap.collected = 0;
  }

  @AfterEach
  void stop() {
    trimmer.close();
    trimmer.close();
  }

  @Test
  void collectsOnceAfterTurnsMadeTheHeapGrow() {
    turns.incrementAndGet();
    heap.bytes = 70 * MIB;

    trimmer.look();
    assertThat(heap.collected).isZero(); // a turn was there just now

    trimmer.look();
    trimmer.look();
    assertThat(heap.collected).isEqualTo(1);
    assertThat(heap.bytes()).isEqualTo(20 * MIB);
  }

  @Test
  void waitsWhileTurnsGoOn() {
    heap.bytes = 70 * MIB;
    for (int turn = 0; turn < 5; turn++) {
      turns.incrementAndGet();
      trimmer.look();
    }

    assertThat(heap.collected).isZero();
  }

  @Test
  void leavesAHeapAloneThatHardlyGrew() {
    turns.incrementAndGet();
    heap.bytes = 30 * MIB;

    trimmer.look();
    trimmer.look();

    assertThat(heap.collected).isZero();
  }

  @Test
  void ofThisProcessCollectsWhatIsDead() {
    long before = HeapTrimmer.Heap.OWN.bytes();

    HeapTrimmer.Heap.OWN.collect();

    assertThat(before).isPositive();
    assertThat(HeapTrimmer.Heap.OWN.bytes()).isPositive();
  }
}
