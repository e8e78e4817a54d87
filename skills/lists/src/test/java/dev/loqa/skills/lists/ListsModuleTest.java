package dev.loqa.skills.lists;

import dev.loqa.skill.module.ModuleContract;

final class ListsModuleTest extends ModuleContract {}
