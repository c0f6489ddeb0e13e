package org.gradwalk.app.command;

import java.io.IOException;
import java.util.Optional;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.WholeIteration;
import picocli.CommandLine.Mixin;

/** Which model a command speaks of, and what it reads. */
final class ModelChoice {

    @Mixin
    private ModelSource source = new ModelSource();
    @Mixin
    private TextChoice text = new TextChoice();

    /** The walk through one iteration, on what was asked for or else what the window would show. The caller closes it. */
    WholeIteration walk() throws IOException, RefusedException {
        Optional<String> asked = text.text();
        Model model = source.opening().read();
        return new WholeIteration(
                model, asked.isPresent() ? asked.get() : model.readable(ModelSource.sample().sentence()));
    }
}
