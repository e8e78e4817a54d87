package dev.loqa.skillhost.engine;

import dev.loqa.skillhost.SkillHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Runs the same calls on compiled and on interpreted code and says where they part: results, what
/// the host was told, how a call ended, and every byte of memory.
final class BothModes implements AutoCloseable {
  /// As much as a skill's thread has, so that endless recursion ends as it does there.
  private static final long STACK_BYTES = 1 << 20;

  private static final int MOST_PAGES = 64;
  private static final int MOST_SEEN = 10_000;

  private final Engine compiled = new Engine(null, Duration.ofSeconds(60), new CompilesHere());
  private final Interpreter interpreted = new Interpreter();

  /// One call of an export. Arguments and results are bits, whatever their type.
  ///
  /// @param signature as in [Signature]; a NaN of the result counts as any other NaN, since
  ///   WebAssembly leaves open which one arithmetic gives
  /// @param exact the bits of a NaN count too: it was moved and not computed
  record Call(String export, String signature, boolean exact, List<Long> arguments) {
    Call(String export, String signature, boolean exact, long... arguments) {
      this(export, signature, exact, Arrays.stream(arguments).boxed().toList());
    }

    @Override
    public String toString() {
      return export + arguments;
    }
  }

  /// What can be seen of a call.
  ///
  /// @param told what the guest told the host, in order
  private record Seen(Call call, String end, List<String> told) {}

  /// Where the modes part.
  ///
  /// @param export which call it is; `start` before the first one, `memory` after the last one
  record Difference(String export, Object compiled, Object interpreted) {}

  private static final Call NONE = new Call("start", ":", false);

  private record Ran(List<Seen> calls, int pages, int memory) {}

  /// Functions that guests may import from module `t`: each tells the host a value of one type.
  static final List<String> TELLS = List.of("i", "I", "f", "F");

  /// Where the modes part; none if they agree.
  List<Difference> differences(byte[] wasm, List<Call> calls) {
    return differences(wasm, wasm, calls);
  }

  /// The same with different modules for the two modes: how a fault of one of them would look.
  List<Difference> differences(byte[] forCompiler, byte[] forInterpreter, List<Call> calls) {
    Ran one = run(compiled, forCompiler, calls);
    Ran other = run(interpreted, forInterpreter, calls);
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i < Math.min(one.calls.size(), other.calls.size()); i++) {
      if (!one.calls.get(i).equals(other.calls.get(i))) {
        differences.add(
            new Difference(one.calls.get(i).call.export(), one.calls.get(i), other.calls.get(i)));
      }
    }
    if (one.calls.size() != other.calls.size()) {
      differences.add(new Difference("start", one.calls.size(), other.calls.size()));
    }
    if (one.pages != other.pages || one.memory != other.memory) {
      differences.add(
          new Difference(
              "memory",
              one.pages + " pages " + one.memory,
              other.pages + " pages " + other.memory));
    }
    return differences;
  }

  /// How a call ends when it is compiled.
  String end(byte[] wasm, Call call) {
    return run(compiled, wasm, List.of(call)).calls.getFirst().end;
  }

  private static Ran run(ModuleEngine engine, byte[] wasm, List<Call> calls) {
    FutureTask<Ran> task = new FutureTask<>(() -> inThread(engine.compile(wasm), calls));
    Thread.ofPlatform().name("guest").daemon().stackSize(STACK_BYTES).start(task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SkillHostException refused) {
        return new Ran(List.of(new Seen(NONE, "" + refused.getMessage(), List.of())), 0, 0);
      }
      throw new AssertionError(engine.getClass().getSimpleName(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static Ran inThread(CompiledModule module, List<Call> calls) {
    List<String> told = new ArrayList<>();
    List<Seen> seen = new ArrayList<>();
    Guest guest;
    try {
      guest = module.instantiate(tells(told), 1, MOST_PAGES);
    } catch (GuestTrap trap) {
      return new Ran(List.of(new Seen(NONE, words(trap), told)), 0, 0);
    }
    for (Call call : calls) {
      told.clear();
      String end = end(guest, call);
      seen.add(new Seen(call, end, List.copyOf(told)));
    }
    GuestMemory memory = guest.memory();
    byte[] bytes = memory.read(0, memory.pages() * 65_536L);
    return new Ran(seen, memory.pages(), Arrays.hashCode(bytes));
  }

  private static String end(Guest guest, Call call) {
    try {
      long result =
          guest.call(call.export, call.arguments.stream().mapToLong(Long::longValue).toArray());
      String results = new Signature(call.signature).results();
      return results.isEmpty() ? "" : bits(results.charAt(0), result, call.exact);
    } catch (GuestTrap trap) {
      return words(trap);
    } catch (GuestExit exit) {
      return "exit " + exit.getMessage();
    }
  }

  /// The trap without the numbers that only one of the modes gives.
  private static String words(GuestTrap trap) {
    return trap.rule() + " " + String.valueOf(trap.getMessage()).split(": attempted ", 2)[0];
  }

  private static String bits(char type, long value, boolean exact) {
    boolean nan =
        type == 'f'
            ? Float.isNaN(Float.intBitsToFloat((int) value))
            : type == 'F' && Double.isNaN(Double.longBitsToDouble(value));
    // What stands above 32 bits of a value of 32 bits is the engine's own.
    long shown = type == 'i' || type == 'f' ? value & 0xffff_ffffL : value;
    return nan && !exact ? "NaN" : type + " " + Long.toHexString(shown);
  }

  private static List<HostImport> tells(List<String> told) {
    List<HostImport> imports = new ArrayList<>();
    for (String type : TELLS) {
      imports.add(
          new HostImport(
              "t",
              type,
              new Signature(type + ":"),
              (memory, arguments) -> {
                if (told.size() >= MOST_SEEN) {
                  throw new GuestTrap(GuestTrap.Rule.PROTOCOL, "told enough");
                }
                told.add(bits(type.charAt(0), arguments[0], true));
                return 0;
              }));
    }
    return imports;
  }

  @Override
  public void close() {
    compiled.close();
  }
}
