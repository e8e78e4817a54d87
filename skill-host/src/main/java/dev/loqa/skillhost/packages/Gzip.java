package dev.loqa.skillhost.packages;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// One gzip member (RFC 1952) in memory. The JDK's stream joins several members, ignores what
/// follows and writes the machine's choice of header; here there is exactly one member, nothing
/// after it, and a header without time, name or system.
final class Gzip {
  private static final byte[] HEADER = {
    0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 2, (byte) 0xff,
  };
  private static final int TRAILER = 8;
  private static final int FLAGS = 3;
  private static final int NAMED = 8;
  private static final int CHUNK = 16 << 10;

  private Gzip() {}

  /// Takes the unpacked bytes piece by piece; what it throws ends the unpacking.
  interface Sink {
    void accept(byte[] bytes, int length);
  }

  static byte[] pack(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 2 + HEADER.length);
    out.writeBytes(HEADER);
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
      deflater.setInput(plain);
      deflater.finish();
      byte[] chunk = new byte[CHUNK];
      while (!deflater.finished()) {
        out.write(chunk, 0, deflater.deflate(chunk));
      }
    }
    CRC32 crc = new CRC32();
    crc.update(plain);
    little(out, crc.getValue());
    little(out, plain.length);
    return out.toByteArray();
  }

  /// Unpacks into `sink`.
  ///
  /// @param most bytes that may come out
  static void unpack(byte[] packed, String file, int most, Sink sink) {
    int at = header(packed, file);
    CRC32 crc = new CRC32();
    long total = 0;
    int rest;
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(packed, at, packed.length - at);
      byte[] chunk = new byte[CHUNK];
      while (!inflater.finished()) {
        int n = inflater.inflate(chunk);
        if (n == 0 && !inflater.finished()) {
          throw refused(file, "it is cut off");
        }
        total += n;
        if (total > most) {
          throw tooLarge(file, packed.length, most);
        }
        crc.update(chunk, 0, n);
        sink.accept(chunk, n);
      }
      rest = inflater.getRemaining();
    } catch (DataFormatException e) {
      throw refused(file, "its compressed data are damaged");
    }
    if (rest != TRAILER) {
      throw refused(file, rest < TRAILER ? "it is cut off" : "something follows its end");
    }
    if (little(packed, packed.length - TRAILER) != crc.getValue()
        || little(packed, packed.length - 4) != total) {
      throw refused(file, "its checksum or length is wrong");
    }
  }

  /// Where the compressed data begin. A file name, as `gzip` and other languages put it there, is
  /// passed over; no other extra is taken.
  private static int header(byte[] packed, String file) {
    if (packed.length < HEADER.length + TRAILER
        || !Arrays.equals(packed, 0, FLAGS, HEADER, 0, FLAGS)) {
      throw refused(file, "it is no gzip file");
    }
    int flags = packed[FLAGS];
    if (flags == 0) {
      return HEADER.length;
    }
    if (flags != NAMED) {
      throw refused(file, "its gzip header has extra fields");
    }
    for (int at = HEADER.length; at < packed.length; at++) {
      if (packed[at] == 0) {
        return at + 1;
      }
    }
    throw refused(file, "it is cut off");
  }

  private static PackageException tooLarge(String file, int packed, int most) {
    return most < PackageLimits.UNPACKED
        ? new PackageException(
            file,
            "the archive",
            "it unpacks to more than " + PackageLimits.RATIO + " times its " + packed + " bytes",
            "leave out what is mostly empty")
        : new PackageException(
            file,
            "the archive",
            "it unpacks to more than " + most + " bytes",
            "leave out what the skill does not need");
  }

  private static PackageException refused(String file, String fault) {
    return new PackageException(file, "the archive", fault, "fetch it again or package it anew");
  }

  private static void little(ByteArrayOutputStream out, long value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      out.write((int) (value >>> shift));
    }
  }

  private static long little(byte[] bytes, int at) {
    return Byte.toUnsignedLong(bytes[at])
        | Byte.toUnsignedLong(bytes[at + 1]) << 8
        | Byte.toUnsignedLong(bytes[at + 2]) << 16
        | Byte.toUnsignedLong(bytes[at + 3]) << 24;
  }
}
