/// Tests of the one log; begin with [OneLogTest].
@NullMarked
package dev.loqa.base.log;

import org.jspecify.annotations.NullMarked;
