/// What is said back. Begin at [ReplyRenderer]; [Sandbox] is what a template may and may not do.
/// The only package that imports jinjava.
@NullMarked
package dev.loqa.understanding.reply;

import org.jspecify.annotations.NullMarked;
