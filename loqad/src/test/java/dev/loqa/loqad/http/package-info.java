/// Calls a running API with the JDK's client, over a real store and a bus in memory. Begin with
/// [TestApi], which holds the parts.
@NullMarked
package dev.loqa.loqad.http;

import org.jspecify.annotations.NullMarked;
