/// What somebody who writes a skill works with: a new project ([dev.loqa.cli.author.NewSkill]) and
/// the compilers of three languages ([dev.loqa.cli.author.Toolchain]).
@NullMarked
package dev.loqa.cli.author;

import org.jspecify.annotations.NullMarked;
