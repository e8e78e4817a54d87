/// The words of the system: messages, subjects, ids, receipts, the ledger. Pure values, no input or
/// output.
///
/// Begin with [Message], the closed family of everything that travels on the bus, and [Subjects],
/// which says where each travels. [RoleTable] says who may say and hear what.
@NullMarked
package dev.loqa.protocol;

import org.jspecify.annotations.NullMarked;
