package dev.loqa.bench.skill;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;

/// Small modules of ABI v2, written as bytes, for rows that need one with a certain behaviour.
public final class GuestBytes {
  /// Loops that never end: `br`, `br_if`, `br_table`, one that calls another function, one that
  /// grows memory.
  public static final List<String> LOOPS =
      List.of(
          "03400c000b4100",
          "034041010d000b4100",
          "034041000e0100000b4100",
          "034010001a0c000b4100",
          "0340410140001a0c000b4100");

  // Types: () -> i32, i32 -> i32, (i32, i32) -> i32. Functions: marker, alloc, handle.
  private static final String UP_TO_CODE =
      "0061736d01000000" // magic, version
          + "01"
          + "10"
          + "03"
          + "6000017f"
          + "60017f017f"
          + "60027f7f017f"
          + "030403000102"
          + "0503010002" // memory: 2 pages
          // exports: memory, loqa_abi_v2, loqa_alloc, loqa_handle
          + "073304066d656d6f727902000b6c6f71615f6162695f763200000a6c6f71615f616c6c6f6300010b"
          + "6c6f71615f68616e646c650002";

  private GuestBytes() {}

  /// A module with this code in `loqa_handle`, as hexadecimal digits without the final `end`.
  public static byte[] handling(String code) {
    HexFormat hex = HexFormat.of();
    byte[] body = hex.parseHex("00" + code + "0b");
    ByteArrayOutputStream section = new ByteArrayOutputStream();
    section.write(3);
    section.writeBytes(hex.parseHex("040041020b" + "05004180080b"));
    section.write(body.length);
    section.writeBytes(body);
    ByteArrayOutputStream module = new ByteArrayOutputStream();
    module.writeBytes(hex.parseHex(UP_TO_CODE));
    module.write(10);
    module.write(section.size());
    module.writeBytes(section.toByteArray());
    return module.toByteArray();
  }
}
