package org.gradwalk.app.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwalk.model.file.ModelFile;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.text.CharacterTokenizer;
import org.gradwalk.model.text.Tokenizer;

/** Where a model comes from. */
public sealed interface Opening {

    /** What the model is called in the window. */
    String name();

    /**
     * Reads or makes the model.
     *
     * @throws RefusedException if there is none, it is damaged, or a walk of it does not fit into memory
     */
    Model read() throws RefusedException;

    /**
     * What there is to know of it without its numbers.
     *
     * @throws RefusedException if there is none, or it is damaged
     */
    ModelFacts facts() throws RefusedException;

    /** What comes with the program: its samples, and the presets with start values. */
    static List<Opening> offers(Samples samples) {
        List<Opening> offers = new ArrayList<>();
        samples.models().forEach(sample -> offers.add(new FromSample(sample)));
        for (Preset preset : Preset.values()) {
            offers.add(new FromPreset(preset, 0));
        }
        return List.copyOf(offers);
    }

    /** A model file. */
    record FromFile(Path path) implements Opening {
        @Override
        public String name() {
            return String.valueOf(path.getFileName());
        }

        @Override
        public Model read() throws RefusedException {
            return fitting(Model.of(name(), content()));
        }

        @Override
        public ModelFacts facts() throws RefusedException {
            return ModelFacts.of(name(), content());
        }

        private ModelFile content() throws RefusedException {
            try {
                return ModelFile.read(path);
            } catch (IOException e) {
                throw RefusedException.ofReading(path, e);
            }
        }
    }

    /** A trained model that comes with the program. */
    record FromSample(SampleModel sample) implements Opening {
        @Override
        public String name() {
            return sample.id();
        }

        @Override
        public Model read() throws RefusedException {
            return fitting(Model.of(name(), content()));
        }

        @Override
        public ModelFacts facts() throws RefusedException {
            return ModelFacts.of(name(), content());
        }

        private ModelFile content() throws RefusedException {
            try {
                return Samples.content(sample);
            } catch (IOException e) {
                throw new RefusedException("error.read", e, name(), String.valueOf(e.getMessage()));
            }
        }
    }

    /** A network of known size with start values. */
    record FromPreset(Preset preset, long seed) implements Opening {
        @Override
        public String name() {
            return preset.id() + ", seed " + seed;
        }

        /** Nothing of the network's size is made before it is known to fit. */
        @Override
        public Model read() throws RefusedException {
            Tokenizer tokenizer = tokenizer().orElseThrow(() -> new RefusedException("error.tokenizer", preset.id()));
            WalkMemory.of(preset.id(), preset.config(), preset.update()).require(Runtime.getRuntime().maxMemory());
            return new Model(name(), preset.config(), tokenizer, preset.parameters(seed),
                    preset.initialization(), preset.update(), preset.settings());
        }

        @Override
        public ModelFacts facts() {
            return new ModelFacts(
                    preset.id(), preset.config(), tokenizer(), preset.update(), preset.settings(), Map.of());
        }

        private Optional<Tokenizer> tokenizer() {
            return switch (preset) {
                case PAPER -> Optional.of(CharacterTokenizer.of("0123456789"));
                case CLASSROOM, NANO -> Optional.of(CharacterTokenizer.classroom());
                case GPT2 -> Optional.empty();
            };
        }
    }

    private static Model fitting(Model model) throws RefusedException {
        WalkMemory.of(model.name(), model.config(), model.update()).require(Runtime.getRuntime().maxMemory());
        return model;
    }
}
