package dev.loqa.skillhost.abi;

import dev.loqa.skillhost.engine.HostImport;

/// Stands between one guest and the host: every call of the guest passes it once, and it may note
/// what the host answered or answer in the host's place. Used for one invocation, on its guest's
/// thread only; [#begins] runs before that thread starts.
public interface HostTap {
  /// Passes everything on.
  HostTap NONE = (module, name, host) -> host;

  /// The invocation has been admitted and is about to run.
  ///
  /// @param skillVersion as its manifest says
  /// @param moduleDigest hex SHA-256 of the module's bytes
  default void begins(String skillVersion, String moduleDigest) {}

  /// What the guest is linked to instead of the host's function.
  ///
  /// @param module the import's module, for instance `loqa_v2`
  /// @param name the import's name, for instance `publish`
  HostImport.Call around(String module, String name, HostImport.Call host);
}
