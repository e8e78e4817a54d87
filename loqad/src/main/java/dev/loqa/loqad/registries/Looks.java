package dev.loqa.loqad.registries;

import dev.loqa.skillhost.registry.Registry;
import dev.loqa.skillhost.registry.RegistryException;
import dev.loqa.skillhost.registry.RegistryException.Kind;
import dev.loqa.skillhost.registry.RegistrySource;
import java.nio.file.Path;
import java.util.List;

/// Fetches indexes and has them judged. Thread-safe; blocks, at most a minute for a file.
///
/// @param memory what is believed, and what comes of each look
record Looks(RegistryMemory memory) {
  /// Looks at several at once.
  List<Look> at(List<Followed> registries) {
    return Look.all(registries, this::at);
  }

  private Look at(Followed registry) {
    String place = registry.row().place();
    byte[] file;
    try {
      file = file(place);
    } catch (RegistryException e) {
      // A stick that is not plugged in is no fault.
      if (!registry.isFolder() || e.kind() != Kind.UNAVAILABLE) {
        memory.missed(place, String.valueOf(e.getMessage()));
      }
      return new Look(registry, e);
    }
    RegistryException why = memory.judge(place, file);
    return new Look(memory.state().at(place).orElse(registry), why);
  }

  static byte[] file(String place) {
    return registry(place).indexFile();
  }

  /// @throws RegistryException when it is neither an address nor a whole path
  static Registry registry(String place) {
    RegistrySource source = RegistrySource.of(place);
    if (Followed.isFolder(place) && !Path.of(place).isAbsolute()) {
      throw new RegistryException(
          Kind.INVALID, "registry " + place + ": it is no whole path: begin it with /");
    }
    return new Registry(source);
  }
}
