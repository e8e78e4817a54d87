/// How everything that runs is started and stopped. Begin with [Part].
@NullMarked
package dev.loqa.base.life;

import org.jspecify.annotations.NullMarked;
