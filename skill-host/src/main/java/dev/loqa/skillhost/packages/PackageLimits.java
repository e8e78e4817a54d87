package dev.loqa.skillhost.packages;

import dev.loqa.skillhost.manifest.ManifestCheck;
import dev.loqa.skillhost.module.ModuleLimits;

/// How large a package may be. Enforced while it is unpacked, so that a bomb ends at the limit.
///
/// @param moduleBytes the module; the owner may raise it, up to [#UNPACKED]
public record PackageLimits(int moduleBytes) {
  /// The `.lskill` file.
  public static final int PACKED = 8 << 20;

  /// The tar.
  public static final int UNPACKED = 32 << 20;

  /// Tar bytes for each packed byte.
  public static final int RATIO = 100;

  /// Files in the archive.
  public static final int MEMBERS = 512;

  /// `skill.yaml`, and each of `locales/`.
  public static final int MANIFEST = ManifestCheck.MOST_BYTES;

  /// Each file that is neither module nor manifest.
  public static final int TEXT = 1 << 20;

  /// What everybody gets who did not ask for more.
  public static final PackageLimits USUAL = new PackageLimits(ModuleLimits.USUAL_MODULE_BYTES);

  public PackageLimits {
    if (moduleBytes < 8 || moduleBytes > UNPACKED) {
      throw new IllegalArgumentException(
          "module limit " + moduleBytes + ": use 8 to " + UNPACKED + " bytes");
    }
  }

  /// The most that a file of this path in the package may have.
  int of(String path) {
    if (path.endsWith(".wasm")) {
      return moduleBytes;
    }
    return path.equals("skill.yaml") || path.startsWith("locales/") ? MANIFEST : TEXT;
  }
}
