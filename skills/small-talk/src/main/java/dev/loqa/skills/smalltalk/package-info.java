/// Time, date, help and courtesy. Begin with [SmallTalkSkill]; what is said in which language is in
/// [Words].
@NullMarked
package dev.loqa.skills.smalltalk;

import org.jspecify.annotations.NullMarked;
