/// Brings what libraries log on other ways into our own log. Begin with [OneLog].
@NullMarked
package dev.loqa.base.log;

import org.jspecify.annotations.NullMarked;
