package dev.loqa.skillhost.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Decides what may be believed of an index. Pure. Whatever it says, what is installed stays: only
/// an index that is signed by the known key and not older than the known one can take anything
/// back.
public final class Freshness {
  private Freshness() {}

  /// What may be done with an index.
  ///
  /// @param file `index.loqa` as it was read
  /// @param known what is remembered of this registry, null at the first contact
  public static IndexVerdict judge(byte[] file, @Nullable KnownIndex known, Instant now) {
    SignedIndex signed;
    try {
      signed = SignedIndex.read(file);
    } catch (IllegalArgumentException e) {
      return new IndexVerdict.Unreadable(
          "the registry's index: " + e.getMessage() + ": try again later; nothing was changed");
    }
    if (known == null) {
      return timely(signed, true, now);
    }
    if (!known.key().equals(signed.key())) {
      return new IndexVerdict.OtherKey(
          known.key(),
          signed.key(),
          "the registry's index: it is signed by "
              + signed.key()
              + " and not by "
              + known.key()
              + ": ask who runs the registry; until you agree to another key nothing is taken from"
              + " it");
    }
    long version = signed.index().version();
    if (version < known.version()) {
      return new IndexVerdict.Replayed(
          "the registry's index: it is number "
              + version
              + " and number "
              + known.version()
              + " was seen already: somebody shows an old one; use another copy");
    }
    if (version == known.version() && !signed.sha512().equals(known.sha512())) {
      return new IndexVerdict.Replayed(
          "the registry's index: there are two of number "
              + version
              + ": ask who runs the registry to make a new one");
    }
    return timely(signed, false, now);
  }

  private static IndexVerdict timely(SignedIndex signed, boolean first, Instant now) {
    Instant expires = signed.index().expires();
    return now.isBefore(expires)
        ? new IndexVerdict.Usable(signed, first)
        : new IndexVerdict.Expired(
            signed,
            "the registry's index: it was good until "
                + expires
                + ": get a newer copy, or ask who runs it for `loqa-skill registry refresh`");
  }
}
