package org.gradwalk.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gradwalk.app.session.ModelFacts;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.gpt.AttentionPattern;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.optimizer.AdamW;
import org.gradwalk.model.optimizer.Sgd;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Settings;

/** A model's configuration and how it is trained, in words. */
final class FactWords {

    private final List<List<String>> rows = new ArrayList<>();

    private FactWords() {}

    /** Rows of two cells: what it is, and which. */
    static List<List<String>> of(ModelFacts facts) {
        FactWords words = new FactWords();
        words.add("model", facts.name());
        words.add("tokens", Messages.get(
                facts.tokenizer().isPresent() ? "info.characters" : "info.pieces",
                whole(facts.config().vocabularySize())));
        words.addConfig(facts.config());
        words.addUpdate(facts.update(), facts.settings());
        return List.copyOf(words.rows);
    }

    private void add(String key, String value) {
        rows.add(List.of(Messages.get("info." + key), value));
    }

    private void addConfig(GptConfig config) {
        add("context", whole(config.contextLength()));
        add("blocks", whole(config.layers()));
        add("heads", Messages.get("info.heads.width", whole(config.heads()), whole(config.width() / config.heads())));
        add("width", whole(config.width()));
        add("feedForward", whole(config.feedForwardWidth()));
        add("activation", Messages.get("info.activation." + config.activation().id()));
        add("bias", yes(config.bias()));
        add("headBias", yes(config.headBias()));
        add("tied", yes(config.tied()));
        add("epsilon", number(config.layerNormEpsilon()));
        add("attention", switch (config.attention()) {
            case AttentionPattern.Dense _ -> Messages.get("info.attention.dense");
            case AttentionPattern.Unmasked _ -> Messages.get("info.attention.unmasked");
            case AttentionPattern.SlidingWindow(int window) -> Messages.get("info.attention.window", whole(window));
            case AttentionPattern.BlockStrided(int block, int stride) -> Messages.get(
                    "info.attention.strided", whole(block), whole(stride));
        });
        add("lora", lora(config.lora()));
    }

    private static String lora(Optional<LoraConfig> adapters) {
        return adapters.map(lora -> Messages.get(
                "info.lora.some", whole(lora.rank()), number(lora.alpha()), lora.form().id(), lora.qkv().id(),
                lora.targets().stream().map(Target::id).collect(Collectors.joining(", "))))
                .orElseGet(() -> Messages.get("info.none"));
    }

    private void addUpdate(Update update, Settings settings) {
        switch (update.optimizer()) {
            case AdamW _ -> {
                add("update", "AdamW");
                add("betas", number(settings.beta1()) + ", " + number(settings.beta2()));
                add("adamEpsilon", number(settings.epsilon()));
                add("decay", number(settings.weightDecay()));
            }
            case Sgd(boolean momentum) -> {
                add("update", "SGD");
                add("momentum", momentum ? number(settings.momentum()) : Messages.get("info.none"));
            }
        }
        add("rate", number(settings.learningRate()));
        add("clip", update.clipped() ? number(settings.clipNorm()) : Messages.get("info.none"));
    }

    private static String yes(boolean is) {
        return Messages.get(is ? "info.yes" : "info.no");
    }

    private static String whole(int number) {
        return Integer.toString(number);
    }

    private static String number(double number) {
        return Double.toString(number);
    }
}
