package dev.loqa.loqad.install;

import dev.loqa.loqad.store.InstalledVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the registries that this house follows say about packages. Answers at once; thread-safe.
public interface Advice {
  /// Nobody says anything.
  Advice NONE =
      new Advice() {
        @Override
        public Optional<String> against(
            String skill, String version, String digest, @Nullable String publisher) {
          return Optional.empty();
        }

        @Override
        public Optional<String> resting(String digest) {
          return Optional.empty();
        }

        @Override
        public Optional<String> newer(InstalledVersion runs) {
          return Optional.empty();
        }
      };

  /// Why a package must not run, without an end.
  Optional<String> against(String skill, String version, String digest, @Nullable String publisher);

  /// Why an installed package is not called, without an end.
  Optional<String> resting(String digest);

  /// The version that is offered in the place of one that runs.
  Optional<String> newer(InstalledVersion runs);
}
