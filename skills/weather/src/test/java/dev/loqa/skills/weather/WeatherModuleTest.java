package dev.loqa.skills.weather;

import dev.loqa.skill.module.ModuleContract;
import java.util.List;

final class WeatherModuleTest extends ModuleContract {
  @Override
  protected List<String> consents() {
    return List.of(
        "it calls https://api.open-meteo.com, or the server that you name in its setting source");
  }
}
