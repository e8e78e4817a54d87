/// A stand-in for the SDK, which this module comes before.
@NullMarked
package dev.loqa.skill;

import org.jspecify.annotations.NullMarked;
