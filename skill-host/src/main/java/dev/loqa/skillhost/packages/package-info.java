/// Packages of skills: the canonical `.lskill`, its keys and its signature. Begin with
/// [dev.loqa.skillhost.packages.SkillPackage]; what may stand in an archive is decided by
/// [dev.loqa.skillhost.packages.TarReader] and [dev.loqa.skillhost.packages.MemberName], how it is
/// written by [dev.loqa.skillhost.packages.CanonicalTar].
@NullMarked
package dev.loqa.skillhost.packages;

import org.jspecify.annotations.NullMarked;
