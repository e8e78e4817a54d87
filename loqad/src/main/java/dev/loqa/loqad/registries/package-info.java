/// The registries of skills that this house follows: what it believes of them, which package is
/// meant by a skill's name, and which skills rest because a registry has revoked them. Begin with
/// [dev.loqa.loqad.registries.Registries]; what may be believed of an index is decided by
/// [dev.loqa.skillhost.registry.Freshness], which package is meant by
/// [dev.loqa.skillhost.registry.Choice].
@NullMarked
package dev.loqa.loqad.registries;

import org.jspecify.annotations.NullMarked;
