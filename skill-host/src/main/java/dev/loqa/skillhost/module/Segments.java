package dev.loqa.skillhost.module;

/// Walks over the element and data sections.
final class Segments {
  private final WasmCursor in;

  Segments(WasmCursor in) {
    this.in = in;
  }

  void elements() {
    int count = in.count("element segments", ModuleLimits.SEGMENTS);
    long all = 0;
    for (int i = 0; i < count; i++) {
      long flags = in.u32();
      if (flags > 7) {
        throw in.refused(
            "element segment " + i + " is of an unknown kind", "build the module again");
      }
      boolean active = (flags & 1) == 0;
      boolean expressions = (flags & 4) != 0;
      if (active && (flags & 2) != 0) {
        in.u32();
      }
      if (active) {
        Instructions.constant(in);
      }
      if ((flags & 3) != 0) {
        in.u8();
      }
      int size = in.count("elements", ModuleLimits.ELEMENTS);
      all += size;
      for (int j = 0; j < size; j++) {
        if (expressions) {
          Instructions.constant(in);
        } else {
          in.u32();
        }
      }
    }
    if (all > ModuleLimits.ELEMENTS) {
      throw in.refused(
          "it has " + all + " elements", "at most " + ModuleLimits.ELEMENTS + " are allowed");
    }
  }

  void data() {
    int count = in.count("data segments", ModuleLimits.SEGMENTS);
    for (int i = 0; i < count; i++) {
      long flags = in.u32();
      if (flags > 2) {
        throw in.refused("data segment " + i + " is of an unknown kind", "build the module again");
      }
      if (flags == 2) {
        in.u32();
      }
      if (flags != 1) {
        Instructions.constant(in);
      }
      in.skip(in.count("bytes in a data segment", Integer.MAX_VALUE));
    }
  }
}
