package dev.loqa.edge.tts.kokoro;

import dev.loqa.edge.tts.TtsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The voices that lie on this machine: a folder of raw files (`af_heart.bin`, 510 styles of 256
/// little-endian 32-bit fractions), one such file, or a bundle of all voices in one file (an NPZ,
/// which is published as `voices-v1.0.bin` too). What a voice is called follows from its file's
/// name. Read when first asked for, then kept. Thread-safe.
final class VoiceFiles {
  private static final int MOST_VOICES = 1_000;
  private static final int MOST_BYTES = 4 << 20;
  private static final int KEPT = 16;
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private final Path place;

  /// Voice → its file, or its entry in the bundle.
  private final Map<String, String> names;

  private final boolean bundle;
  private final Map<String, KokoroVoice> read = new ConcurrentHashMap<>();

  private VoiceFiles(Path place, Map<String, String> names, boolean bundle) {
    this.place = place;
    this.names = names;
    this.bundle = bundle;
  }

  /// Looks what is there.
  ///
  /// @throws TtsException when there is nothing, or something else
  static VoiceFiles open(Path place) {
    try {
      if (Files.isDirectory(place)) {
        return new VoiceFiles(place, inFolder(place), false);
      }
      if (!Files.isRegularFile(place)) {
        throw new TtsException(
            "tts.kokoro.voice_files is %s, where nothing is: give a folder of .bin voices, or one file"
                .formatted(place));
      }
      if (isZip(place)) {
        return new VoiceFiles(place, inBundle(place), true);
      }
      String file = place.getFileName().toString();
      VoiceFiles one = new VoiceFiles(place.resolveSibling(""), Map.of(bare(file), file), false);
      one.voice(bare(file));
      return one;
    } catch (IOException e) {
      throw new TtsException(
          "tts.kokoro.voice_files is %s, which cannot be read: %s: fetch it again"
              .formatted(place, e.getMessage()),
          e);
    }
  }

  /// What is there, sorted.
  List<String> ids() {
    return List.copyOf(names.keySet());
  }

  boolean has(String id) {
    return names.containsKey(id);
  }

  /// A voice that is there.
  ///
  /// @throws TtsException when its file is gone, cut or none
  KokoroVoice voice(String id) {
    KokoroVoice known = read.get(id);
    if (known != null) {
      return known;
    }
    String file = names.get(id);
    if (file == null) {
      throw new TtsException(
          "there is no Kokoro voice %s in %s: use one of %s"
              .formatted(id, place, String.join(", ", ids().stream().limit(12).toList())));
    }
    KokoroVoice voice = load(file);
    if (read.size() >= KEPT) {
      read.clear();
    }
    read.put(id, voice);
    return voice;
  }

  private KokoroVoice load(String file) {
    try {
      if (!bundle) {
        Path path = place.resolve(file);
        return KokoroVoice.of(
            ByteBuffer.wrap(limited(Files.newInputStream(path))), path.toString());
      }
      try (ZipFile zip = new ZipFile(place.toFile())) {
        ZipEntry entry = zip.getEntry(file);
        if (entry == null) {
          throw new IOException(file + " is not in it any more");
        }
        String name = place + "!" + file;
        return KokoroVoice.of(Npy.floats(limited(zip.getInputStream(entry)), name), name);
      }
    } catch (IOException e) {
      throw new TtsException(
          "the Kokoro voice %s of %s cannot be read: %s: fetch it again"
              .formatted(file, place, e.getMessage()),
          e);
    }
  }

  private static byte[] limited(InputStream stream) throws IOException {
    try (stream) {
      byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("it has more than %d bytes".formatted(MOST_BYTES));
      }
      return bytes;
    }
  }

  private static Map<String, String> inFolder(Path folder) throws IOException {
    Map<String, String> names = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".bin"))
          .limit(MOST_VOICES)
          .forEach(file -> names.put(bare(file), file));
    }
    return some(names, folder, ".bin files");
  }

  private static Map<String, String> inBundle(Path file) throws IOException {
    Map<String, String> names = new TreeMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(".npy"))
          .limit(MOST_VOICES)
          .forEach(name -> names.put(bare(name), name));
    }
    return some(names, file, ".npy arrays");
  }

  private static Map<String, String> some(Map<String, String> names, Path place, String kind) {
    if (names.isEmpty()) {
      throw new TtsException(
          "tts.kokoro.voice_files is %s, which holds no %s: put Kokoro's voices there"
              .formatted(place, kind));
    }
    return names;
  }

  private static boolean isZip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
    }
  }

  private static String bare(String file) {
    return file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.(bin|npy)$", "");
  }
}
