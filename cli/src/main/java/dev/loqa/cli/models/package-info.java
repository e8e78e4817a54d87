/// `loqa models`: the models that a person may bring. Begin with `ModelsCommand`; `ModelStore`
/// fetches and takes in, `ModelPins` is the catalogue.
@NullMarked
package dev.loqa.cli.models;

import org.jspecify.annotations.NullMarked;
