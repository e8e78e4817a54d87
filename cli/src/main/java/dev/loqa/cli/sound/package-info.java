/// The microphone and the loudspeaker of the person at the terminal, through the programs that the
/// system has for them. Begin with `SoundPrograms`.
@NullMarked
package dev.loqa.cli.sound;

import org.jspecify.annotations.NullMarked;
