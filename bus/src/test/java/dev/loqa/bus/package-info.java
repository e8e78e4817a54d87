/// Tests of the bus with a real nats-server: begin with [BusContract].
@NullMarked
package dev.loqa.bus;

import org.jspecify.annotations.NullMarked;
