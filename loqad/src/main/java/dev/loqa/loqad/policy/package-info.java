/// What a person must have agreed to before a thing of the house is commanded, whoever asks. Pure.
/// Begin with [HousePolicy], which is asked, and [OwnerRules], which the owner writes.
@NullMarked
package dev.loqa.loqad.policy;

import org.jspecify.annotations.NullMarked;
