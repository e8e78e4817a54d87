/// Who is who on the bus: begin with [Pki], which makes the house's certificate authority and the
/// identity of each process; [Identity] is one process's certificate and key, [MutualTls] turns it
/// into a TLS context. The only package that knows BouncyCastle.
@NullMarked
package dev.loqa.bus.pki;

import org.jspecify.annotations.NullMarked;
