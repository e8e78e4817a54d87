/// The built-in simulated home, so that everything works without any hardware. Begin with
/// [SimulatedHome].
@NullMarked
package dev.loqa.loqad.home;

import org.jspecify.annotations.NullMarked;
