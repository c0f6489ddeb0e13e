package org.gradwalk.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.gradwalk.app.session.ModelFacts;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.view.Figures;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.text.Tokenizer;
import org.gradwalk.model.text.UnknownCharacterException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the tokens that a model reads in place of a text. */
@Command(name = "tokenize", resourceBundle = Messages.BUNDLE, mixinStandardHelpOptions = true,
        versionProvider = GradwalkCommand.Version.class)
final class TokenizeCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;
    @Mixin
    private ModelSource source = new ModelSource();
    @Mixin
    private TextChoice choice = new TextChoice();

    @Override
    public Integer call() throws IOException, RefusedException {
        String text = choice.text().orElseThrow(() -> new RefusedException("error.text.none"));
        ModelFacts facts = source.opening().facts();
        Tokenizer tokenizer = facts.tokenizer()
                .orElseThrow(() -> new RefusedException("error.tokenizer.none", facts.name()));
        int[] tokens = tokens(tokenizer, text);
        List<List<String>> rows = IntStream.range(0, tokens.length)
                .mapToObj(i -> List.of(
                        Integer.toString(i), Integer.toString(tokens[i]),
                        Figures.visible(tokenizer.symbol(tokens[i]))))
                .toList();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        TextColumns.lines(rows, Set.of(0, 1)).forEach(out::println);
        out.println(Messages.get("tokenize.count", tokens.length));
        out.flush();
        return 0;
    }

    private static int[] tokens(Tokenizer tokenizer, String text) throws RefusedException {
        try {
            return tokenizer.encode(text);
        } catch (UnknownCharacterException e) {
            throw new RefusedException("error.unknown", String.valueOf(e.getMessage()));
        }
    }
}
