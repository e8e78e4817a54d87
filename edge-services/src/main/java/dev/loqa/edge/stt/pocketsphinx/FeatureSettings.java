package dev.loqa.edge.stt.pocketsphinx;

import dev.loqa.edge.stt.SttException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How an acoustic model wants its sound described, from its `feat.params`: a name with a dash and
/// a value in each line, as CMU Sphinx writes it.
///
/// @param lowestHz where the lowest filter begins
/// @param highestHz where the highest filter ends
/// @param filters how many there are between
/// @param legacy whether the cosine transform is scaled as in Sphinx's first models
/// @param lifter how strongly higher cepstra are raised; 0: not at all
/// @param mean the usual mean of each cepstrum over speech
record FeatureSettings(
    double lowestHz, double highestHz, int filters, boolean legacy, int lifter, List<Float> mean) {
  /// Cepstra a frame.
  static final int CEPSTRA = 13;

  private static final String FILE = "feat.params";
  private static final int MOST_FILTERS = 80;
  private static final List<Float> USUAL_MEAN = mean("40,3,-1");

  /// What is done to the cepstra, which the decoder does by itself; and ways to clean the sound.
  private static final Set<String> OF_OTHERS =
      Set.of(
          "feat",
          "svspec",
          "agc",
          "cmn",
          "varnorm",
          "model",
          "lda",
          "ldadim",
          "dither",
          "remove_noise",
          "remove_silence",
          "vad_threshold");

  private static final Set<String> READ =
      Set.of("lowerf", "upperf", "nfilt", "transform", "lifter", "cmninit");

  /// What the front end is built for.
  private static final Map<String, Double> FIXED =
      Map.of(
          "ncep",
          (double) CEPSTRA,
          "samprate",
          (double) Cepstra.RATE,
          "frate",
          (double) Cepstra.RATE / Cepstra.STEP,
          "nfft",
          (double) Cepstra.SPECTRUM,
          "alpha",
          Cepstra.PRE_EMPHASIS,
          "wlen",
          Cepstra.WINDOW_SECONDS);

  FeatureSettings {
    mean = List.copyOf(mean);
  }

  /// Those of the model in `acoustic`, Sphinx's own where the file does not say.
  static FeatureSettings of(Path acoustic) {
    var file = acoustic.resolve(FILE);
    try {
      var lines = Files.readAllLines(file);
      var given = new TreeMap<String, String>();
      for (var line : lines) {
        var parts = line.strip().split("\\s+", 2);
        if (parts.length == 2 && parts[0].startsWith("-")) {
          given.put(parts[0].substring(1), parts[1]);
        }
      }
      return read(given);
    } catch (IOException e) {
      throw new SttException(file + " can't be read: install the acoustic model again", e);
    } catch (IllegalArgumentException e) {
      throw new SttException(
          file + ": " + e.getMessage() + ": use a model made for 16 kHz, such as Debian's en-us",
          e);
    }
  }

  private static FeatureSettings read(Map<String, String> given) {
    given.forEach((name, value) -> {
      var fixed = FIXED.get(name);
      boolean known = READ.contains(name) || OF_OTHERS.contains(name);
      if (fixed == null ? !known : Double.parseDouble(value) != fixed) {
        throw new IllegalArgumentException(name + " " + value + " is not supported");
      }
    });
    var transform = given.getOrDefault("transform", "legacy");
    if (!Set.of("dct", "legacy").contains(transform)) {
      throw new IllegalArgumentException("transform " + transform + " is not supported");
    }
    int filters = Integer.parseInt(given.getOrDefault("nfilt", "40"));
    double lowest = Double.parseDouble(given.getOrDefault("lowerf", "133.33334"));
    double highest = Double.parseDouble(given.getOrDefault("upperf", "6855.4976"));
    if (filters < CEPSTRA || filters > MOST_FILTERS) {
      throw new IllegalArgumentException("nfilt " + filters + " is not supported");
    }
    if (lowest < 0 || highest <= lowest || highest > Cepstra.RATE / 2.0) {
      throw new IllegalArgumentException(
          "lowerf " + lowest + " and upperf " + highest + " are not supported");
    }
    return new FeatureSettings(
        lowest,
        highest,
        filters,
        transform.equals("legacy"),
        Integer.parseInt(given.getOrDefault("lifter", "0")),
        given.containsKey("cmninit") ? mean(given.get("cmninit")) : USUAL_MEAN);
  }

  private static List<Float> mean(String numbers) {
    var mean =
        Arrays.stream(numbers.split(",")).map(Float::parseFloat).collect(Collectors.toList());
    if (mean.size() > CEPSTRA) {
      throw new IllegalArgumentException("cmninit has more than " + CEPSTRA + " numbers");
    }
    while (mean.size() < CEPSTRA) {
      mean.add(0f);
    }
    return mean;
  }

  /// The model's settings without normalisation, for a decoder that is given cepstra which already
  /// are. The caller deletes the file.
  static Path withoutNormalisation(Path acoustic) {
    try {
      var lines =
          Files.readAllLines(acoustic.resolve(FILE)).stream()
              .filter(line -> !line.strip().matches("-(cmn|cmninit|varnorm)\\s.*"))
              .collect(Collectors.toList());
      lines.add("-cmn none");
      lines.add("-varnorm no");
      return Files.write(Files.createTempFile("loqa-", "." + FILE), lines);
    } catch (IOException e) {
      throw new SttException(
          "the settings of the model in "
              + acoustic
              + " can't be written to the temporary folder: see that there is room",
          e);
    }
  }
}
