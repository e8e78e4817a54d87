/// The owner's PIN: kept as a slow hash, asked for before what the policy wants it for. Begin with
/// [PinLock].
@NullMarked
package dev.loqa.loqad.pin;

import org.jspecify.annotations.NullMarked;
