package org.gradwalk.app.view.lora;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.lora.LoraCounts.Factors;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Target;

/** What is said of adapters. */
final class LoraWords {

    private LoraWords() {}

    /** The layer's name, and what it does. */
    static String of(Target target) {
        return Messages.get("lora.target." + target.id());
    }

    /** A count; a dash where there is nothing. */
    static String number(long count) {
        return count == 0 ? "–" : Messages.get("lora.number", count);
    }

    /** How many numbers are trained, of how many. */
    static String counts(LoraCounts counts) {
        return Messages.get(
                "lora.counts", counts.trained(), counts.frozen(), (double) counts.trained() / counts.frozen());
    }

    /** Layers whose adapters have as many numbers as the weights; empty where every adapter saves some. */
    static String hint(LoraCounts counts) {
        String layers = counts.targets().entrySet().stream().filter(each -> each.getValue().savesNothing())
                .map(LoraWords::comparison).collect(Collectors.joining(", "));
        return layers.isEmpty() ? "" : Messages.get("lora.hint", layers);
    }

    private static String comparison(Map.Entry<Target, Factors> layer) {
        return Messages.get(
                "lora.hint.layer", layer.getKey().id(), layer.getValue().factors(), layer.getValue().weights());
    }

    /** Why one adapter on queries, keys and values has other numbers than three; empty where there is none. */
    static String qkv(GptConfig network, LoraConfig adapters) {
        long r = adapters.rank();
        long d = network.width();
        return adapters.targets().contains(Target.C_ATTN)
                ? Messages.get("lora.qkv.why", r * (d + 3 * d), 3 * r * (d + d))
                : "";
    }

    /** The scale, and how the factors start. */
    static String form(LoraConfig adapters) {
        return Messages.get(
                "lora.form." + adapters.form().id() + ".scale", Numbers.shortly(adapters.alpha()), adapters.rank(),
                Numbers.shortly(adapters.scale()));
    }

    /** Where there are adapters, and of which kind. */
    static String present(LoraConfig adapters) {
        return Messages.get(
                "lora.present", adapters.rank(), Numbers.shortly(adapters.alpha()), Numbers.shortly(adapters.scale()),
                adapters.targets().stream().map(Target::id).collect(Collectors.joining(", ")),
                Messages.get("lora.present.qkv." + qkvKey(adapters)));
    }

    private static String qkvKey(LoraConfig adapters) {
        return adapters.targets().contains(Target.C_ATTN) ? adapters.qkv().name().toLowerCase(Locale.ROOT) : "none";
    }
}
