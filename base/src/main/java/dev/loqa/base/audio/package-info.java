/// Sound as plain values: [dev.loqa.base.audio.Pcm] is what everything passes on,
/// [dev.loqa.base.audio.WavFile] reads and writes it, [dev.loqa.base.audio.Resampler] changes its
/// rate. Begin with `Pcm`. No sound device is touched here.
@NullMarked
package dev.loqa.base.audio;

import org.jspecify.annotations.NullMarked;
