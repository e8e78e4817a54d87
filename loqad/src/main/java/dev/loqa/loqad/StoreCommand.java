package dev.loqa.loqad;

import dev.loqa.base.json.Json;
import dev.loqa.loqad.store.StoreCopy;
import dev.loqa.loqad.store.StoreException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// `loqad store copy|look|adopt`: the event store's part of backup and restore, for the command
/// that packs it. Prints what the database holds as one line of JSON.
final class StoreCommand {
  static final String NAME = "store";

  private static final String HELP =
      """
      loqad store: the database of a data folder, for backups

        store copy FROM TO   copy it as it is now, also while loqad runs; prints what the copy holds
        store look FILE      check its chain and print what it holds
        store adopt FILE     make it read the event stream from the beginning, after a restore
      """;

  private StoreCommand() {}

  /// @param args the words after the program's name, `store` first
  static int run(String[] args, PrintStream out, PrintStream err) {
    List<String> words = Arrays.asList(args).subList(1, args.length);
    try {
      if (words.size() == 3 && words.getFirst().equals("copy")) {
        out.println(Json.text(StoreCopy.make(Path.of(words.get(1)), Path.of(words.get(2)))));
      } else if (words.size() == 2 && words.getFirst().equals("look")) {
        out.println(Json.text(StoreCopy.look(Path.of(words.get(1)))));
      } else if (words.size() == 2 && words.getFirst().equals("adopt")) {
        StoreCopy.adopt(Path.of(words.get(1)));
      } else if (words.equals(List.of("--help"))) {
        out.print(HELP);
      } else {
        err.println("loqad: store is not asked for like this: see loqad store --help");
        return 2;
      }
      return 0;
    } catch (StoreException e) {
      err.println("loqad: " + e.getMessage());
      return 6;
    }
  }
}
