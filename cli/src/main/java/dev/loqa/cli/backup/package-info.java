/// Backup, restore and the rehearsal of both. Begin with [Backup], which makes one, and [Restore],
/// which puts it back; [HouseFolder] says what of a data folder is taken, [ArchiveWriter] and
/// [ArchiveReader] what the file looks like (docs/reference/backup.md). The commands stand beside
/// them.
@NullMarked
package dev.loqa.cli.backup;

import org.jspecify.annotations.NullMarked;
