package dev.loqa.skillhost.engine;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.CodeSection;
import com.dylibso.chicory.wasm.types.DataCountSection;
import com.dylibso.chicory.wasm.types.DataSection;
import com.dylibso.chicory.wasm.types.ElementSection;
import com.dylibso.chicory.wasm.types.ExportSection;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionSection;
import com.dylibso.chicory.wasm.types.GlobalSection;
import com.dylibso.chicory.wasm.types.ImportSection;
import com.dylibso.chicory.wasm.types.MemorySection;
import com.dylibso.chicory.wasm.types.Section;
import com.dylibso.chicory.wasm.types.SectionId;
import com.dylibso.chicory.wasm.types.StartSection;
import com.dylibso.chicory.wasm.types.TableSection;
import com.dylibso.chicory.wasm.types.TagSection;
import com.dylibso.chicory.wasm.types.TypeSection;
import java.io.ByteArrayInputStream;
import java.util.List;

/// A module without what its functions do: all that an instance of compiled code needs. The engine
/// makes an object of every instruction, ten megabytes for a few skills, and reading them takes
/// most of the time in which compiled code is loaded.
final class ModuleFrame {
  private static final int[] SECTIONS = {
    SectionId.TYPE,
    SectionId.IMPORT,
    SectionId.FUNCTION,
    SectionId.TABLE,
    SectionId.MEMORY,
    SectionId.GLOBAL,
    SectionId.EXPORT,
    SectionId.START,
    SectionId.ELEMENT,
    SectionId.DATA,
    SectionId.DATA_COUNT,
    SectionId.TAG
  };

  private static final FunctionBody ELSEWHERE = new FunctionBody(List.of(), List.of());

  private ModuleFrame() {}

  /// Reads the frame of a module that has been compiled, which is where its functions were checked.
  ///
  /// @param digest what the engine's cache knows it by
  static WasmModule of(byte[] wasm, String digest) {
    WasmModule.Builder frame = WasmModule.builder().withValidation(false).withDigest(digest);
    CodeSection.Builder bodies = CodeSection.builder();
    Parser.Builder parser = Parser.builder().withValidation(false);
    for (int section : SECTIONS) {
      parser.includeSectionId(section);
    }
    parser
        .build()
        .parse(
            new ByteArrayInputStream(wasm),
            section -> {
              add(frame, section);
              if (section instanceof FunctionSection functions) {
                for (int i = 0; i < functions.functionCount(); i++) {
                  bodies.addFunctionBody(ELSEWHERE);
                }
              }
            });
    return frame.setCodeSection(bodies.build()).build();
  }

  private static void add(WasmModule.Builder frame, Section section) {
    switch (section) {
      case TypeSection types -> frame.setTypeSection(types);
      case ImportSection imports -> frame.setImportSection(imports);
      case FunctionSection functions -> frame.setFunctionSection(functions);
      case TableSection tables -> frame.setTableSection(tables);
      case MemorySection memories -> frame.setMemorySection(memories);
      case GlobalSection globals -> frame.setGlobalSection(globals);
      case ExportSection exports -> frame.setExportSection(exports);
      case StartSection start -> frame.setStartSection(start);
      case ElementSection elements -> frame.setElementSection(elements);
      case DataSection data -> frame.setDataSection(data);
      case DataCountSection count -> frame.setDataCountSection(count);
      case TagSection tags -> frame.setTagSection(tags);
      default ->
          throw new IllegalStateException("section " + section.sectionId() + " was not asked for");
    }
  }
}
