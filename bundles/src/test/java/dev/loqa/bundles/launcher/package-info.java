/// Tests of the launcher (`./loqa` and the folder `launcher`) on machines that are made up: a PATH
/// of fake programs and a folder that stands for `/`. Begin with [FakeMachine].
@NullMarked
package dev.loqa.bundles.launcher;

import org.jspecify.annotations.NullMarked;
