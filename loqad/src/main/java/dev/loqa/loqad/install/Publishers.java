package dev.loqa.loqad.install;

import dev.loqa.loqad.store.InstalledVersions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Whose keys this house knows. Thread-safe.
///
/// @param own fingerprints that came with this installation → what they are called
record Publishers(InstalledVersions installed, Supplier<Map<String, String>> own) {

  /// Who the key is that signed a package of this name.
  Publisher judge(String skill, String fingerprint) {
    Optional<String> pinned = installed.publisher(skill);
    Map<String, String> came = own.get();
    boolean both = pinned.filter(came::containsKey).isPresent() && came.containsKey(fingerprint);
    // From one key of ours to the other, as when a release follows a checkout, nobody else came in.
    if (pinned.isPresent() && (!both || pinned.get().equals(fingerprint))) {
      return pinned.get().equals(fingerprint)
          ? new Publisher.Known(fingerprint)
          : new Publisher.Changed(pinned.get(), fingerprint);
    }
    String label = came.get(fingerprint);
    if (label != null) {
      return new Publisher.Own(fingerprint, label);
    }
    List<String> others = installed.skillsOf(fingerprint);
    return others.isEmpty()
        ? new Publisher.Stranger(fingerprint)
        : new Publisher.Befriended(fingerprint, others);
  }
}
