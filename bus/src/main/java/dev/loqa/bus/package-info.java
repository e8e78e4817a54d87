/// How the words of the system travel: begin with [Bus]. [NatsBus] is the real one, [InMemoryBus]
/// one for tests and simulations; [NatsServer] is the server that loqad keeps as a child. [Wire]
/// says how a message looks in bytes. The only package that knows jnats.
@NullMarked
package dev.loqa.bus;

import org.jspecify.annotations.NullMarked;
