package dev.loqa.skills.reminders;

import dev.loqa.skill.module.ModuleContract;

final class RemindersModuleTest extends ModuleContract {}
