/// Tests of the commands of `loqa-skill`.
@NullMarked
package dev.loqa.cli.skill;

import org.jspecify.annotations.NullMarked;
