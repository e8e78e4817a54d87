package dev.loqa.loqad.home.assistant;

import dev.loqa.loqad.home.Entity;
import dev.loqa.loqad.home.HomeAnswer;
import dev.loqa.loqad.home.HomeAnswer.Fault;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One command under way: done as soon as its thing shows what was wanted.
///
/// States and the reply come on the socket's thread, in their order; one thread waits.
final class Deed {
  private final String entity;
  private final ServiceCall call;
  private final long end;
  private final AtomicReference<@Nullable HomeAnswer> answer = new AtomicReference<>();
  private final CountDownLatch answered = new CountDownLatch(1);
  private volatile boolean taken;

  /// @param end when the patience with it is over, by [System#nanoTime]
  Deed(String entity, ServiceCall call, long end) {
    this.entity = entity;
    this.call = call;
    this.end = end;
  }

  String entity() {
    return entity;
  }

  ServiceCall call() {
    return call;
  }

  /// Its thing has a new state.
  void changed(Entity now) {
    if (call.proof().isPresent() && call.proof().get().test(now)) {
      end(new HomeAnswer.Done(now));
    }
  }

  /// Home Assistant has answered.
  ///
  /// @param now the thing as it stands, also when nothing about it has changed
  void replied(HomeAssistantSocket.Reply reply, Optional<Entity> now) {
    if (reply.lost()) {
      end(new HomeAnswer.Refused(Fault.SILENT, "the connection broke"));
    } else if (!reply.success()) {
      end(new HomeAnswer.Refused(Fault.TURNED_DOWN, reply.error()));
    } else {
      taken = true;
      now.filter(thing -> call.proof().isEmpty())
          .ifPresent(thing -> end(new HomeAnswer.Done(thing)));
      now.ifPresent(this::changed);
    }
  }

  void refused(Fault fault, String detail) {
    end(new HomeAnswer.Refused(fault, detail));
  }

  private void end(HomeAnswer with) {
    if (answer.compareAndSet(null, with)) {
      answered.countDown();
    }
  }

  /// Waits for the proof.
  ///
  /// @param look asks for the thing's state once more when the time is over
  HomeAnswer await(Supplier<Optional<Entity>> look) {
    try {
      if (!answered.await(end - System.nanoTime(), TimeUnit.NANOSECONDS) && taken) {
        Optional<Entity> last = look.get();
        last.ifPresent(this::changed);
        refused(
            Fault.UNCHANGED,
            "it took the command and is " + last.map(Entity::state).orElse("not to be seen"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    refused(Fault.SILENT, "no answer in time");
    HomeAnswer found = answer.get();
    return found == null ? new HomeAnswer.Refused(Fault.SILENT, "") : found;
  }
}
