/// The web for skills: what a skill may call, and the call itself. Begin with [WebGuard], which is
/// pure and decides, then [GuardedWeb], which resolves, asks the guard, connects to what it pinned
/// and keeps secrets out of what comes back. [SocketConnector] is the only one that touches the
/// network and the only user of Apache HttpCore.
@NullMarked
package dev.loqa.loqad.web;

import org.jspecify.annotations.NullMarked;
