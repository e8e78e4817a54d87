package dev.loqa.skill.wasm;

import dev.loqa.skill.Refusal;
import dev.loqa.skill.Skill;
import dev.loqa.skill.host.Invocation;
import dev.loqa.skill.host.Utf8;
import org.jspecify.annotations.Nullable;
import org.teavm.interop.Address;
import org.teavm.interop.Export;

/// ABI v2's exports over the one skill of this module. The host calls `main`, `loqa_alloc`, writes
/// the envelope, and calls `loqa_handle`, all on one thread.
public final class WasmSkill {
  private static @Nullable Skill served;
  private static byte @Nullable [] incoming;

  private WasmSkill() {}

  public static void serve(Skill skill) {
    served = skill;
  }

  /// Says which ABI the module speaks; recognised by its name.
  @Export(name = "loqa_abi_v2")
  static int abi() {
    return 2;
  }

  /// Room for the envelope. The bytes are found again by reference, as the address is only good
  /// until the next allocation.
  @Export(name = "loqa_alloc")
  static int alloc(int length) {
    byte[] bytes = new byte[length];
    incoming = bytes;
    return Address.ofData(bytes).toInt();
  }

  @Export(name = "loqa_handle")
  static int handle(int address, int length) {
    byte[] bytes = incoming;
    Skill skill = served;
    if (bytes == null || skill == null || length < 0 || length > bytes.length) {
      return Refusal.INVALID.code();
    }
    return Invocation.run(skill, new WasmHost(), Utf8.decode(bytes, length));
  }
}
