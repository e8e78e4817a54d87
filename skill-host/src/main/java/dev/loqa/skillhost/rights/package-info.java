/// What a skill may do, as values that can be compared, and what an update would add. Begin with
/// [RightsDiff]. Pure.
@NullMarked
package dev.loqa.skillhost.rights;

import org.jspecify.annotations.NullMarked;
