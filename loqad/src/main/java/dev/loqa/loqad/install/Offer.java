package dev.loqa.loqad.install;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A package that somebody wants to install.
///
/// @param packed the `.lskill`, or an original's `.tar.gz`
/// @param signature the line of its `.sig`; none: unsigned
/// @param form what `packed` is
/// @param upgrade whether it may only take the place of an older version
/// @param by who wants it
/// @param warnings what the owner must know and agree to whatever the rights, each a sentence
// Equality is that of the array, which nobody needs.
@SuppressWarnings("ArrayRecordComponent")
public record Offer(
    byte[] packed,
    @Nullable String signature,
    Form form,
    boolean upgrade,
    String by,
    List<String> warnings) {
  public Offer {
    warnings = List.copyOf(warnings);
  }

  /// Without a warning.
  public Offer(byte[] packed, @Nullable String signature, Form form, boolean upgrade, String by) {
    this(packed, signature, form, upgrade, by, List.of());
  }

  /// Where a package comes from.
  public enum Form {
    /// Signed by its publisher.
    SIGNED,
    /// For development: whoever is at this machine answers for it.
    DEV,
    /// As [#DEV], in the original's form.
    ORIGINAL;

    boolean trusted() {
      return this == SIGNED;
    }
  }
}
