/// The weather, now and for the coming days, from the forecast server that the owner names. Begin
/// with [WeatherSkill]: it finds facts; the words are the manifest's `responses`.
@NullMarked
package dev.loqa.skills.weather;

import org.jspecify.annotations.NullMarked;
