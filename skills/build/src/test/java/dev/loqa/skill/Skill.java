package dev.loqa.skill;

/// Stands for the SDK's class of this name, by which the build finds the SDK.
interface Skill {}
