package dev.loqa.skillhost.engine;

/// A function that the host offers to guests.
///
/// @param module the import's module, for instance `loqa_v2`
/// @param name the import's name
/// @param signature what it takes and gives
/// @param call what it does; runs on the guest's thread
public record HostImport(String module, String name, Signature signature, Call call) {

  /// The work behind an import. The result is ignored where the signature has none.
  @FunctionalInterface
  public interface Call {
    long apply(GuestMemory memory, long[] arguments);
  }
}
