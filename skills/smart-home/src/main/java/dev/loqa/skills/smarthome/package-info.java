/// Lights, fans, switches, covers, heating, players and locks: what is said to them, and asked
/// about them. Begin with [SmartHomeSkill]; [Targets] decides which devices are meant, [Verb] what
/// can be done to them, [Words] what is said in which language.
@NullMarked
package dev.loqa.skills.smarthome;

import org.jspecify.annotations.NullMarked;
