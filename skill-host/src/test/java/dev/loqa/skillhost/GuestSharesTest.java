package dev.loqa.skillhost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.GuestShares.Entry;
import dev.loqa.skillhost.module.ModuleFacts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/// Shares of a hundred pages, three calls a skill.
class GuestSharesTest {
  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration LONG = Duration.ofMinutes(1);

  private final GuestShares shares = new GuestShares(100, 3);

  private static ModuleFacts of(int pages) {
    return new ModuleFacts(List.of(), Map.of(), true, 1, pages);
  }

  private Entry enter(int pages, Semaphore places) throws InterruptedException {
    return shares.enter(of(pages), places, AT_ONCE);
  }

  private static void leave(Entry entry) {
    ((Entry.Admitted) entry).close();
  }

  private static void refused(Entry entry, String why) {
    assertThat(entry)
        .isInstanceOfSatisfying(
            Entry.Refused.class, refused -> assertThat(refused.reason()).contains(why));
  }

  @Test
  void aSkillHasSoManyCallsAtATime() throws InterruptedException {
    Semaphore places = shares.places();
    Entry first = enter(1, places);
    enter(1, places);
    enter(1, places);

    refused(enter(1, places), "as often as it may");
    assertThat(enter(1, shares.places())).isInstanceOf(Entry.Admitted.class);

    leave(first);
    assertThat(enter(1, places)).isInstanceOf(Entry.Admitted.class);
  }

  @Test
  void allOfThemShareTheMemory() throws InterruptedException {
    Entry first = enter(25, shares.places());
    enter(25, shares.places());
    enter(25, shares.places());
    enter(25, shares.places());

    refused(enter(1, shares.places()), "the memory for skills is taken");

    leave(first);
    assertThat(enter(25, shares.places())).isInstanceOf(Entry.Admitted.class);
  }

  @Test
  void aCallThatFindsNoMemoryGivesItsPlaceBack() throws InterruptedException {
    Semaphore places = shares.places();
    enter(25, places);
    enter(50, shares.places());
    Entry last = enter(25, shares.places());
    refused(enter(20, places), "the memory");
    refused(enter(20, places), "the memory");
    refused(enter(20, places), "the memory");

    leave(last);
    assertThat(enter(20, places)).isInstanceOf(Entry.Admitted.class);
  }

  @Test
  void aGreedySkillRunsOneCallAtATimeAndLeavesHalfToOthers() throws InterruptedException {
    Semaphore greedy = shares.places();
    Entry first = enter(65_536, greedy);
    assertThat(first).isInstanceOf(Entry.Admitted.class);

    refused(enter(65_536, greedy), "as often as it may");
    assertThat(enter(25, shares.places())).isInstanceOf(Entry.Admitted.class);
    assertThat(enter(25, shares.places())).isInstanceOf(Entry.Admitted.class);

    leave(first);
    assertThat(enter(65_536, greedy)).isInstanceOf(Entry.Admitted.class);
  }

  @Test
  void aModuleWithoutMemoryTakesAPage() throws InterruptedException {
    enter(50, shares.places());
    enter(49, shares.places());

    assertThat(enter(0, shares.places())).isInstanceOf(Entry.Admitted.class);
    refused(enter(0, shares.places()), "the memory");
  }

  @Test
  void whoWaitsIsAdmittedWhenAShareComesBack() throws Exception {
    Semaphore places = shares.places();
    Entry first = enter(65_536, places);
    var waiting = new FutureTask<Entry>(() -> shares.enter(of(1), places, LONG));
    Thread thread = Thread.ofVirtual().start(waiting);
    while (!places.hasQueuedThreads()) {
      Thread.onSpinWait();
    }

    leave(first);

    assertThat(waiting.get()).isInstanceOf(Entry.Admitted.class);
    thread.join();
  }

  @Test
  void thisHeapHasRoomForACall() throws InterruptedException {
    GuestShares heap = GuestShares.ofThisHeap(2);

    assertThat(heap.enter(of(65_536), heap.places(), AT_ONCE)).isInstanceOf(Entry.Admitted.class);
  }
}
