/// Ears and mouth of a room: [dev.loqa.edge.satellite.Satellite] streams an utterance to speech
/// recognition and plays the answer. Begin with `Satellite`; one turn is `LiveTurn`;
/// [dev.loqa.edge.satellite.SatelliteService] lets others on the bus have a file heard.
@NullMarked
package dev.loqa.edge.satellite;

import org.jspecify.annotations.NullMarked;
