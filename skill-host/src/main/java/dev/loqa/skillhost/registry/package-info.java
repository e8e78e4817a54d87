/// Registries of skills: a folder or an address with packages and one signed index. Begin with
/// [dev.loqa.skillhost.registry.Registry], which reads one, and
/// [dev.loqa.skillhost.registry.RegistryFolder], which makes one; what may be believed of an index
/// is decided by [dev.loqa.skillhost.registry.Freshness] alone.
@NullMarked
package dev.loqa.skillhost.registry;

import org.jspecify.annotations.NullMarked;
