package dev.loqa.base.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Kokoro's voices: one as bare numbers, or several as an NPZ archive (a ZIP of NumPy arrays).
final class VoiceFile {
  /// 510 rows of 256 32-bit floats.
  static final long BYTES = 510L * 256 * 4;

  /// Style values of real voices stay within about one; this leaves room and shuts noise out.
  private static final float MOST = 100;

  private static final int MOST_VOICES = 1_000;
  private static final byte[] NUMPY = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  private VoiceFile() {}

  static String raw(Path file) throws IOException {
    FloatBuffer values =
        ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    while (values.hasRemaining()) {
      float value = values.get();
      if (!Float.isFinite(value) || Math.abs(value) > MOST) {
        throw ModelFile.refused(file, "has the size of a Kokoro voice but other content");
      }
    }
    return "a Kokoro voice";
  }

  static String archive(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_VOICES) {
        throw ModelFile.refused(file, "is an archive of " + zip.size() + " files");
      }
      List<String> voices = new ArrayList<>();
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (entry.getName().endsWith("data.pkl")) {
          throw ModelFile.refused(
              file, "is a PyTorch file, which may hold programs: take the ONNX or .bin form");
        }
        if (!entry.getName().endsWith(".npy") || !isNumpy(zip, entry)) {
          throw ModelFile.refused(file, "is an archive, but not of voices");
        }
        voices.add(entry.getName().substring(0, entry.getName().length() - 4));
      }
      if (voices.isEmpty()) {
        throw ModelFile.refused(file, "is an empty archive");
      }
      return voices.size() + " Kokoro voices";
    } catch (ZipException e) {
      throw ModelFile.refused(file, "is a damaged or cut off archive: fetch it again");
    }
  }

  private static boolean isNumpy(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] head = in.readNBytes(NUMPY.length);
      return Arrays.equals(head, NUMPY);
    }
  }
}
