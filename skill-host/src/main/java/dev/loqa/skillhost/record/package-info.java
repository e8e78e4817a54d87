/// What an invocation was answered by the host, kept small, and running it again from that. Begin
/// with [dev.loqa.skillhost.record.CallRecorder], which listens to a call, and
/// [dev.loqa.skillhost.record.Replayer], which runs the [dev.loqa.skillhost.record.CallRecord]
/// again without doing anything.
@NullMarked
package dev.loqa.skillhost.record;

import org.jspecify.annotations.NullMarked;
