/// What the ears promise, tried on generated and recorded sound.
@NullMarked
package dev.loqa.edge.stt;

import org.jspecify.annotations.NullMarked;
