@NullMarked
package dev.loqa.base.telemetry;

import org.jspecify.annotations.NullMarked;
