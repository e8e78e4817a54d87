package dev.loqa.skills.timer;

import dev.loqa.skill.module.ModuleContract;

final class TimerModuleTest extends ModuleContract {}
