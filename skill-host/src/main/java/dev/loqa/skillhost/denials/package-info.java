/// Explains denied calls to the owner: what would allow one, and what that would risk. Begin with
/// [dev.loqa.skillhost.denials.WhyDenied]. Pure.
@NullMarked
package dev.loqa.skillhost.denials;

import org.jspecify.annotations.NullMarked;
