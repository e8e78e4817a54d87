/// What an author tries a skill with: the cases of `tests/*.json` ([CaseReader] reads them), run in
/// the real host around which everything is made up ([SkillTests]). Begin with [SkillTests]; the
/// format is described in `docs/reference/skill-tests.md`.
@NullMarked
package dev.loqa.skillhost.author;

import org.jspecify.annotations.NullMarked;
