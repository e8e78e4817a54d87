package dev.loqa.edge.tts.kokoro;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.edge.onnx.Onnx;
import dev.loqa.edge.tts.TtsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Files that are missing, cut, or something else are refused by name, with the way out.
final class KokoroFilesTest {
  @TempDir private Path folder = Path.of("");
  private KokoroOptions options = TinyKokoro.in(Path.of("target"));

  @BeforeEach
  void layOut() {
    options = TinyKokoro.in(folder);
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelThatIsNoneIsRefused(byte[] model, String why) throws IOException {
    Files.write(options.model(), model);

    refused(options, "tts.kokoro.model is " + options.model(), why, "give the path");
  }

  static Stream<Arguments> models() {
    byte[] whole = TinyKokoro.waveform(Onnx.FLOAT);
    byte[] foreign = new String(whole, ISO_8859_1).replace("style", "state").getBytes(ISO_8859_1);
    byte[] doubled = TinyKokoro.waveform(Onnx.INT64);
    return Stream.of(
        Arguments.of(new byte[0], "no ONNX model"),
        Arguments.of(Arrays.copyOf(whole, whole.length / 2), "no ONNX model"),
        Arguments.of("<html>404</html>".getBytes(UTF_8), "no ONNX model"),
        Arguments.of(TinyKokoro.voice(510), "no ONNX model"),
        Arguments.of(foreign, "not Kokoro: style"),
        Arguments.of(doubled, "not Kokoro: speed"));
  }

  @Test
  void aModelThatIsMissingIsRefused() throws IOException {
    Files.delete(options.model());

    refused(options, "tts.kokoro.model is " + options.model(), "no readable file", "give the path");
  }

  @ParameterizedTest
  @MethodSource("voices")
  void aVoiceThatIsNoneIsRefused(byte[] voice, String why) throws IOException {
    Files.write(options.voiceFiles().resolve("af_heart.bin"), voice);

    refused(options, "af_heart.bin", why, "fetch it again");
  }

  static Stream<Arguments> voices() {
    byte[] voice = TinyKokoro.voice(510);
    byte[] foreign = voice.clone();
    Arrays.fill(foreign, 4_000, 4_004, (byte) 0xFF);
    byte[] loud = voice.clone();
    loud[4_003] = 0x7E;
    return Stream.of(
        Arguments.of(Arrays.copyOf(voice, voice.length - 1), "522239 bytes"),
        Arguments.of(new byte[0], "0 bytes"),
        Arguments.of(new byte[2 << 20], "2097152 bytes"),
        Arguments.of(foreign, "NaN"),
        Arguments.of(loud, "no Kokoro voice"));
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void anArrayThatIsNoVoiceIsRefused(byte[] npy, String why) {
    assertThatThrownBy(() -> KokoroVoice.of(Npy.floats(npy, "x.npy"), "x.npy"))
        .isInstanceOf(TtsException.class)
        .hasMessageContainingAll("x.npy", why);
  }

  static Stream<Arguments> arrays() {
    byte[] voice = TinyKokoro.voice(510);
    byte[] good = TinyKokoro.npy("(510, 1, 256)", voice);
    return Stream.of(
        Arguments.of(voice, "does not begin"),
        Arguments.of(Arrays.copyOf(good, 8), "cut"),
        Arguments.of(Arrays.copyOf(good, 40), "cut"),
        Arguments.of(Arrays.copyOf(good, 5_000), "shape"),
        Arguments.of(TinyKokoro.npy("(256, 510)", voice), "shape"),
        Arguments.of(TinyKokoro.npy("(999999, 999999, 256)", voice), "shape"),
        Arguments.of(TinyKokoro.npy("(9999999999999, 256)", voice), "no shape"));
  }

  @Test
  void placesWithoutVoicesAreRefused() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path bundle = Files.write(folder.resolve("voices.npz"), TinyKokoro.bundle());
    Path cut =
        Files.write(folder.resolve("cut.bin"), Arrays.copyOf(TinyKokoro.bundle("af_heart"), 600));

    refused(with(empty, null), empty.toString(), "no .bin files", "put Kokoro's voices there");
    refused(with(bundle, null), bundle.toString(), "", "");
    refused(with(cut, null), cut.toString(), "cannot be read", "fetch it again");
    refused(with(folder.resolve("nowhere"), null), "nowhere", "nothing is", "give a folder");
  }

  @Test
  void aVoiceThatIsNotThereOrSpeaksAnotherLanguageIsRefused() {
    refused(voiced("en", "af_bella"), "af_bella", "af_heart, bf_emma", "use one of");
    refused(
        voiced("de", "af_heart"),
        "tts.kokoro.voices.de is af_heart",
        "speaks en-us",
        "of that language");
    refused(voiced("ja", "jf_alpha"), "tts.kokoro.voices.ja is jf_alpha", "known here", "as af_");
  }

  @Test
  void aLexiconThatCannotBeReadIsRefusedWithItsLine() throws IOException {
    Path words = folder.resolve("words.txt");
    Files.writeString(words, "# mine\nLoqa = locka\nSiobhan\n");
    refused(with(options.voiceFiles(), words), words + ":3", "Siobhan", "write one to four words");
    Files.write(words, new byte[] {(byte) 0xC3, 0x28});
    refused(with(options.voiceFiles(), words), words.toString(), "no text in UTF-8", "save it");
    Files.delete(words);
    refused(with(options.voiceFiles(), words), words.toString(), "cannot be read", "give the path");
  }

  @Test
  void oneRawVoiceIsEnough() {
    Path one = options.voiceFiles().resolve("bf_emma.bin");

    assertThat(VoiceFiles.open(one).ids()).isEqualTo(List.of("bf_emma"));
  }

  private KokoroOptions with(Path voices, @Nullable Path lexicon) {
    return new KokoroOptions(
        options.model(), voices, options.voices(), "en", 1, 1, lexicon, 0, "espeak-ng");
  }

  private KokoroOptions voiced(String language, String voice) {
    return new KokoroOptions(
        options.model(),
        options.voiceFiles(),
        Map.of(language, voice),
        "en",
        1,
        1,
        null,
        0,
        "espeak-ng");
  }

  private static void refused(KokoroOptions options, String... words) {
    assertThatThrownBy(() -> new KokoroSynthesizer(options).close())
        .isInstanceOf(TtsException.class)
        .hasMessageContainingAll(words);
  }
}
