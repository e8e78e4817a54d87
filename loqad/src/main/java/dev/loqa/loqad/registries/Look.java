package dev.loqa.loqad.registries;

import dev.loqa.skillhost.registry.Choice;
import dev.loqa.skillhost.registry.RegistryException;
import dev.loqa.skillhost.registry.RegistryException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What came of looking at one registry.
///
/// @param registry as it is known after the look
/// @param fault why it may not be used now; null: it may
record Look(Followed registry, @Nullable RegistryException fault) {
  /// Looks at several at once, and waits for all of them; each look has its own deadline.
  static List<Look> all(List<Followed> registries, Function<Followed, Look> look) {
    try (ExecutorService each =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("registry-look").factory())) {
      List<Future<Look>> running = new ArrayList<>();
      registries.forEach(registry -> running.add(each.submit(() -> look.apply(registry))));
      List<Look> looks = new ArrayList<>();
      for (Future<Look> one : running) {
        looks.add(one.get());
      }
      return looks;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(Kind.UNAVAILABLE, "registries: given up: try again", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    }
  }

  /// What may be installed from.
  static List<Choice.Offering> offerings(List<Look> looks) {
    return looks.stream()
        .filter(look -> look.fault() == null)
        .flatMap(look -> offering(look.registry()).stream())
        .toList();
  }

  static Optional<Choice.Offering> offering(Followed registry) {
    return Optional.ofNullable(registry.index())
        .map(index -> new Choice.Offering(registry.row().place(), index.index()));
  }

  static Optional<RegistryException> firstFault(List<Look> looks) {
    return looks.stream().map(Look::fault).filter(Objects::nonNull).findFirst();
  }
}
