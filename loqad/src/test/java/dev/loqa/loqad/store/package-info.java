/// Tests of the store. Begin with [EventStoreTest]; [KillTest] and [FullDiskTest] run the store in
/// a child process.
@NullMarked
package dev.loqa.loqad.store;

import org.jspecify.annotations.NullMarked;
