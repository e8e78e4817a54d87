package dev.loqa.edge.stt.pocketsphinx;

import dev.loqa.edge.stt.SttException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where PocketSphinx's English model lies: an acoustic model and a pronunciation dictionary.
record ModelFolder(Path acoustic, Path dictionary) {
  /// The usual places of Debian's `pocketsphinx-en-us` and brew's `cmu-pocketsphinx`.
  private static final List<Path> USUAL =
      List.of(
          Path.of("/usr/share/pocketsphinx/model/en-us"),
          Path.of("/usr/local/share/pocketsphinx/model/en-us"),
          Path.of("/opt/homebrew/share/pocketsphinx/model/en-us"),
          Path.of("/opt/homebrew/opt/cmu-pocketsphinx/share/pocketsphinx/model/en-us"),
          Path.of("/usr/local/opt/cmu-pocketsphinx/share/pocketsphinx/model/en-us"));

  /// The model in `configured`, or in the first usual place when `configured` is empty.
  ///
  /// @param configuredDictionary empty for the model's own
  static ModelFolder find(String configured, String configuredDictionary) {
    var places = configured.isBlank() ? USUAL : List.of(Path.of(configured));
    for (var place : places) {
      var acoustic = Files.isRegularFile(place.resolve("mdef")) ? place : place.resolve("en-us");
      var dictionary =
          configuredDictionary.isBlank() ? dictionaryNear(place) : Path.of(configuredDictionary);
      if (Files.isRegularFile(acoustic.resolve("mdef")) && Files.isRegularFile(dictionary)) {
        return new ModelFolder(acoustic, dictionary);
      }
    }
    throw new SttException(
        "no PocketSphinx model in "
            + places
            + ": install it (Debian: apt install pocketsphinx-en-us; macOS:"
            + " brew install cmu-pocketsphinx) or set stt.pocketsphinx.model to its folder");
  }

  private static Path dictionaryNear(Path place) {
    var inside = place.resolve("cmudict-en-us.dict");
    return Files.isRegularFile(inside) ? inside : place.resolveSibling("cmudict-en-us.dict");
  }
}
