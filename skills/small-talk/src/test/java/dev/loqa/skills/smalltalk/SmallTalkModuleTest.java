package dev.loqa.skills.smalltalk;

import dev.loqa.skill.module.ModuleContract;

final class SmallTalkModuleTest extends ModuleContract {}
