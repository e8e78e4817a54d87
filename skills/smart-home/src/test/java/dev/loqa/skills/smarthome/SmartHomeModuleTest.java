package dev.loqa.skills.smarthome;

import dev.loqa.skill.module.ModuleContract;

final class SmartHomeModuleTest extends ModuleContract {}
