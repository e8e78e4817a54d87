package dev.loqa.base.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Writes WAV files in all the formats that others write.
final class Wav {
  private Wav() {}

  static byte[] of(Pcm pcm, int channels, int bits, int code) {
    int formatBytes = code == 65_534 ? 40 : 16;
    int frame = channels * bits / 8;
    int data = pcm.length() * frame;
    ByteBuffer out = ByteBuffer.allocate(28 + formatBytes + data).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(US_ASCII))
        .putInt(20 + formatBytes + data)
        .put("WAVEfmt ".getBytes(US_ASCII));
    out.putInt(formatBytes).putShort((short) code).putShort((short) channels);
    out.putInt(pcm.sampleRateHz()).putInt(pcm.sampleRateHz() * frame);
    out.putShort((short) frame).putShort((short) bits);
    if (formatBytes == 40) {
      out.putShort((short) 22).putShort((short) bits).putInt(3).putShort((short) 1);
      out.put(new byte[14]);
    }
    out.put("data".getBytes(US_ASCII)).putInt(data);
    for (int i = 0; i < pcm.length(); i++) {
      for (int channel = 0; channel < channels; channel++) {
        sample(out, pcm.sample(i), bits, code);
      }
    }
    return out.array();
  }

  static void putSize(byte[] wav, int at, long size) {
    ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(at, (int) size);
  }

  private static void sample(ByteBuffer out, short value, int bits, int code) {
    switch (bits) {
      case 8 -> out.put((byte) ((value >> 8) + 128));
      case 16 -> out.putShort(value);
      case 24 -> out.put((byte) 0).putShort(value);
      default -> {
        if (code == 3) {
          out.putFloat(value / 32_768f);
        } else {
          out.putInt(value << 16);
        }
      }
    }
  }
}
