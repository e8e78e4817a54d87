/// How an invocation is run over ABI v2, whoever answers the calls. Begin with [Invocation];
/// [HostCalls] is the ABI as an interface, answered by WebAssembly imports in a module and by
/// [dev.loqa.skill.test.TestHost] on the JVM.
@NullMarked
package dev.loqa.skill.host;

import org.jspecify.annotations.NullMarked;
