/// Lights, fans, switches and locks: turn on and off, dim, lock, ask a state. Begin with
/// [SmartHomeSkill]; [Targets] decides which devices are meant, [Words] what is said in which
/// language.
@NullMarked
package dev.loqa.skills.smarthome;

import org.jspecify.annotations.NullMarked;
