/// What a guest may ask of the host. Begin with [dev.loqa.skillhost.abi.AbiV2] (and
/// [dev.loqa.skillhost.abi.AbiV1] for skills of the original); both talk to the guest through
/// [dev.loqa.skillhost.engine.GuestMemory] only.
@NullMarked
package dev.loqa.skillhost.abi;

import org.jspecify.annotations.NullMarked;
