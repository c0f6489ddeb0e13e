package org.gradwalk.model.gpt;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gradwalk.model.formula.Signs;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Notation;
import org.gradwalk.model.program.Value;

/**
 * The letters of L. Boué, <em>Deep learning for pedestrians: backpropagation in Transformers</em> (arXiv 2512.23329):
 * a₁ to a₁₂ for what the layers yield, ∆ᵢ for the error at aᵢ, w and b for parameters, ρ for attention. Where there is
 * more than one block, the number of the block stands above. What the paper has no letter for keeps ours, with the
 * number of its layer; the update keeps ours altogether.
 */
public final class PaperNotation implements Notation {

    private static final Pattern NAME = Pattern.compile(
            "(?<error>grad/act/|grad/param/)?(?:h\\.(?<block>\\d+)\\.)?(?<rest>[^@/]+)(?:@(?<consumer>.+))?");
    private static final Pattern PARAMETER = Pattern.compile(
            "(?<layer>.+?)\\.(?<what>weight|bias)(?:\\.(?<part>[qkv]))?");
    private static final Pattern FORK = Pattern.compile("fork_(attn|mlp)\\.(skip|branch)");
    /** Who sends back what has come through the queries, the keys or the values. */
    private static final Pattern THROUGH = Pattern.compile(".*\\.attn\\.([qkv])");
    /** What has an error of its own, beside that which comes through it. */
    private static final Pattern PROJECTION = Pattern.compile("attn\\.[qkv]");
    private static final Pattern ADAPTER = Pattern.compile(
            "(?<layer>.+?)\\.(?:(?<part>[qkv])\\.)?(?<what>lora_A|lora_B|lora_xA|lora_delta|base)");

    /** Queries, keys and values side by side. */
    private static final String PROJECTED = "[\\mathbf{q}\\,\\mathbf{k}\\,\\mathbf{v}]";

    /** Numbers of the layers whose input has the row statistics. */
    private static final Map<String, String> NORMS = Map.of("ln_1", "1", "ln_2", "5", "ln_f", "10");
    /** Numbers of the linear layers: those of their inputs. */
    private static final Map<String, String> LINEAR = Map.of(
            "attn.c_attn", "2", "attn.c_proj", "3", "mlp.c_fc", "6", "mlp.c_proj", "8", "lm_head", "11");

    private static final Map<String, PaperLetter> LETTERS = Map.ofEntries(
            Map.entry("tokens", PaperLetter.activation("0")),
            Map.entry("wte", PaperLetter.activation("1").labelled("tok")),
            Map.entry("wpe", PaperLetter.activation("1").labelled("pos")),
            Map.entry("embed", PaperLetter.activation("1")),
            Map.entry("wte.weight", PaperLetter.bold("w", "\\mathrm{tok}")),
            Map.entry("wpe.weight", PaperLetter.bold("w", "\\mathrm{pos}")),
            Map.entry("ln_1.out", PaperLetter.activation("2")),
            Map.entry("attn.qkv", PaperLetter.plain(PROJECTED, "")),
            Map.entry("attn.q", PaperLetter.bold("q", "")),
            Map.entry("attn.k", PaperLetter.bold("k", "")),
            Map.entry("attn.v", PaperLetter.bold("v", "")),
            Map.entry("attn.scores", PaperLetter.plain("\\rho", "\\mathrm{scaled}")),
            Map.entry("attn.masked", PaperLetter.plain("\\rho", "\\mathrm{causal}")),
            Map.entry("attn.probs", PaperLetter.plain("\\rho", "")),
            Map.entry("attn.heads", PaperLetter.activation("3")),
            Map.entry("attn.concat", PaperLetter.activation("3")),
            Map.entry("attn.out", PaperLetter.activation("4")),
            Map.entry("resid_attn", PaperLetter.activation("5")),
            Map.entry("ln_2.out", PaperLetter.activation("6")),
            Map.entry("mlp.fc", PaperLetter.activation("7")),
            Map.entry("mlp.act", PaperLetter.activation("8")),
            Map.entry("mlp.out", PaperLetter.activation("9")),
            Map.entry("resid_mlp", PaperLetter.activation("10")),
            Map.entry("ln_f.out", PaperLetter.activation("11")),
            Map.entry("logits", PaperLetter.activation("12")),
            Map.entry("logprobs", PaperLetter.plain("\\log\\mathbf{y}", "\\mathrm{pred}")),
            Map.entry("probs", PaperLetter.bold("y", "\\mathrm{pred}")),
            Map.entry("targets", PaperLetter.bold("y", "\\mathrm{gt}")));

    private final boolean numbered;

    /** The letters for a network with so many blocks. */
    public PaperNotation(int blocks) {
        numbered = blocks > 1;
    }

    @Override
    public Notation withoutBlocks() {
        return new PaperNotation(1);
    }

    @Override
    public Signs signs() {
        return Signs.PAPER;
    }

    /** An error that is handed on unchanged is called as where it comes from, such as ∆₅ for that of a₄. */
    @Override
    public Symbol letter(Symbol symbol, Value value, boolean perHead) {
        Value named = value;
        while (isHandedOn(named)) {
            named = named.source().orElseThrow().value();
        }
        return written(symbol, named, perHead);
    }

    private static boolean isHandedOn(Value value) {
        return value.kind() == SymbolClass.ERROR && value.source()
                .filter(source -> source.value().layout() == value.layout()
                        && source.value().columns() == value.columns())
                .isPresent();
    }

    @Override
    public Symbol written(Symbol symbol, Value value, boolean perHead) {
        Matcher name = NAME.matcher(value.name());
        if (!name.matches()) {
            return symbol;
        }
        String block = numbered ? Optional.ofNullable(name.group("block")).orElse("") : "";
        return letter(name.group("rest"))
                .map(letter -> perHead && isOfHeads(value) ? ofHead(letter) : letter)
                .map(letter -> written(symbol, name, letter, block))
                .orElse(symbol);
    }

    private static boolean isOfHeads(Value value) {
        return value.layout() == Value.Layout.HEADS || value.layout() == Value.Layout.ATTENTION;
    }

    /** The head stands below the letters that have no index, else above. */
    private static PaperLetter ofHead(PaperLetter letter) {
        return letter.below().isEmpty() ? PaperLetter.plain(letter.base(), "h") : letter.ofHead();
    }

    private static Symbol written(Symbol symbol, Matcher name, PaperLetter letter, String block) {
        String error = Optional.ofNullable(name.group("error")).orElse("");
        String consumer = Optional.ofNullable(name.group("consumer")).orElse("");
        return switch (error) {
            case "" -> letter.in(block).symbol(symbol);
            case "grad/param/" -> letter.in(block).gradient(symbol, label(consumer));
            default -> error(letter, name.group("rest"), consumer).in(block).symbol(symbol);
        };
    }

    /** ∆ of a query is in the paper the summand that comes back through the queries, not the error at them. */
    private static PaperLetter error(PaperLetter letter, String rest, String consumer) {
        Matcher through = THROUGH.matcher(consumer);
        if (through.matches()) {
            return PaperLetter.plain("\\Delta", through.group(1));
        }
        PaperLetter error = letter.error();
        return error.labelled(PROJECTION.matcher(rest).matches() ? "out" : label(consumer));
    }

    /** Which way a summand of an error has come. */
    private static String label(String consumer) {
        String last = consumer.substring(Math.max(consumer.lastIndexOf('.'), consumer.lastIndexOf(':')) + 1);
        return switch (last) {
            case "resid_attn", "resid_mlp" -> "skip";
            case "ln_1", "ln_2" -> "branch";
            case "normalize" -> "norm";
            case "lm_head" -> "head";
            case "c_attn", "c_proj", "c_fc" -> "base";
            default -> last.replace("@", "\\,");
        };
    }

    private static Optional<PaperLetter> letter(String rest) {
        return Optional.ofNullable(LETTERS.get(rest))
                .or(() -> ofNorm(rest))
                .or(() -> ofParameter(rest))
                .or(() -> ofFork(rest))
                .or(() -> ofAdapter(rest));
    }

    /** What a layer norm computes of its input. */
    private static Optional<PaperLetter> ofNorm(String rest) {
        int dot = rest.indexOf('.');
        String number = dot < 0 ? null : NORMS.get(rest.substring(0, dot));
        return number == null ? Optional.empty() : Optional.ofNullable(switch (rest.substring(dot + 1)) {
            case "mean" -> PaperLetter.plain("\\mu", number);
            case "centered" -> PaperLetter.plain("C", number);
            case "var" -> PaperLetter.plain("\\mathrm{var}", number);
            case "rstd" -> new PaperLetter("\\sigma", number, "-1");
            case "xhat" -> PaperLetter.plain("\\overline{\\mathbf{a}}", number);
            default -> null;
        });
    }

    /** Weight and bias of a layer; those of the projection, and of its thirds, are called after what they yield. */
    private static Optional<PaperLetter> ofParameter(String rest) {
        Matcher parameter = PARAMETER.matcher(rest);
        if (!parameter.matches()) {
            return Optional.empty();
        }
        String layer = parameter.group("layer");
        String number = layer.equals("attn.c_attn") ? "qkv" : NORMS.getOrDefault(layer, LINEAR.get(layer));
        return Optional.ofNullable(parameter.group("part")).or(() -> Optional.ofNullable(number))
                .map(index -> PaperLetter.bold(parameter.group("what").substring(0, 1), index));
    }

    /** The two ways on which the stream goes: a₁ or a₅ under another name. */
    private static Optional<PaperLetter> ofFork(String rest) {
        Matcher fork = FORK.matcher(rest);
        return fork.matches()
                ? Optional.of(PaperLetter.activation(fork.group(1).equals("attn") ? "1" : "5").labelled(fork.group(2)))
                : Optional.empty();
    }

    /** d (down) and u (up) are the paper's A and B. */
    private static Optional<PaperLetter> ofAdapter(String rest) {
        Matcher adapter = ADAPTER.matcher(rest);
        String number = adapter.matches() ? LINEAR.get(adapter.group("layer")) : null;
        if (number == null) {
            return Optional.empty();
        }
        String index = Optional.ofNullable(adapter.group("part")).orElse(number);
        PaperLetter output = adapter.group("layer").equals("attn.c_attn")
                ? PaperLetter.plain(PROJECTED, "")
                : PaperLetter.activation(Integer.toString(Integer.parseInt(number) + 1));
        return Optional.of(switch (adapter.group("what")) {
            case "lora_A" -> PaperLetter.bold("d", index);
            case "lora_B" -> PaperLetter.bold("u", index);
            case "lora_xA" -> PaperLetter.plain("[\\mathbf{a}\\mathbf{d}]", index);
            case "lora_delta" -> output.labelled(adapter.group("part") == null ? "lora" : "lora " + index);
            default -> output.labelled("base");
        });
    }
}
