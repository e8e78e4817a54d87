/// Tests of the way to Home Assistant, against [FakeHomeAssistant], which speaks as the real one.
@NullMarked
package dev.loqa.loqad.home.assistant;

import org.jspecify.annotations.NullMarked;
