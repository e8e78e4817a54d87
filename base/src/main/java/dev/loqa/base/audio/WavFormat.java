package dev.loqa.base.audio;

/// How a WAV file stores its samples, as its `fmt ` chunk says.
///
/// @param bits bits of one sample: 8, 16, 24 or 32
/// @param floating whether a sample is an IEEE float (32-bit only)
public record WavFormat(int channels, int sampleRateHz, int bits, boolean floating) {

  int bytesPerFrame() {
    return channels * bits / 8;
  }

  /// One sample at `at` in the range of 16-bit numbers, not yet rounded.
  double decode(byte[] data, int at) {
    return switch (bits) {
      case 8 -> (octet(data, at) - 128) * 256.0;
      case 16 -> (short) half(data, at);
      case 24 -> (half(data, at) | (data[at + 2] << 16)) / 256.0;
      default -> floating ? fromFloat(word(data, at)) : word(data, at) / 65_536.0;
    };
  }

  private static double fromFloat(int bits) {
    float value = Float.intBitsToFloat(bits);
    return Float.isFinite(value) ? value * 32_768.0 : 0;
  }

  private static int word(byte[] data, int at) {
    return half(data, at) | (half(data, at + 2) << 16);
  }

  private static int half(byte[] data, int at) {
    return octet(data, at) | (octet(data, at + 1) << 8);
  }

  private static int octet(byte[] data, int at) {
    return data[at] & 0xff;
  }
}
