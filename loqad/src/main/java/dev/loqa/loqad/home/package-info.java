/// The things that Loqa looks at and commands. Begin with [Home]; [SimulatedHome] is the one that
/// is there before anybody has connected a real one.
@NullMarked
package dev.loqa.loqad.home;

import org.jspecify.annotations.NullMarked;
