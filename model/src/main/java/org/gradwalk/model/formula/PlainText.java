package org.gradwalk.model.formula;

import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the LaTeX of a symbol in plain text, with the letters that Unicode has. */
final class PlainText {

    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("Delta", "Δ"), Map.entry("Omega", "Ω"), Map.entry("beta", "β"), Map.entry("gamma", "γ"),
            Map.entry("ell", "ℓ"), Map.entry("varepsilon", "ε"), Map.entry("eta", "η"), Map.entry("kappa", "κ"),
            Map.entry("lambda", "λ"), Map.entry("mu", "μ"), Map.entry("nu", "ν"), Map.entry("theta", "θ"),
            Map.entry("tau", "τ"), Map.entry("partial", "∂"), Map.entry("log", "log "), Map.entry("top", "ᵀ"),
            Map.entry("rho", "ρ"), Map.entry("sigma", "σ"), Map.entry("alpha", "α"));
    /** In the order in which they are applied, until nothing changes: inner brackets come first. */
    private static final List<Entry<Pattern, String>> RULES = List.of(
            rule("\\\\,", " "),
            rule("\\\\(?:mathrm|mathbf|textstyle)\\{([^{}]*)\\}", "$1"),
            rule("\\\\widehat\\{([^{}])\\}", "$1\u0302"),
            rule("\\\\widetilde\\{([^{}])\\}", "$1\u0303"),
            rule("\\\\overline\\{([^{}])\\}", "$1\u0304"),
            rule("\\\\bar\\{([^{}])\\}", "$1\u0304"),
            rule("\\\\frac\\{([^{}]*)\\}\\{([^{}]*)\\}", "$1/$2"),
            rule("\\^\\{?(ᵀ)\\}?", "$1"),
            rule("\\^\\{(?:\\((\\d+)\\)|([^{}]*))\\}", " ($1$2)"),
            rule("Δ_\\{([^{}]*)\\}", "Δ$1"),
            rule("_\\{([^{}]*)\\}", "_$1"));
    private static final Pattern COMMAND = Pattern.compile("\\\\([A-Za-z]+) ?");

    private PlainText() {}

    private static Entry<Pattern, String> rule(String pattern, String replacement) {
        return Map.entry(Pattern.compile(pattern), replacement);
    }

    static String of(String latex) {
        String text = COMMAND.matcher(latex).replaceAll(PlainText::letter);
        String before;
        do {
            before = text;
            for (Entry<Pattern, String> rule : RULES) {
                text = rule.getKey().matcher(text).replaceAll(rule.getValue());
            }
        } while (!text.equals(before));
        return text;
    }

    private static String letter(MatchResult command) {
        String name = command.group(1);
        return Matcher.quoteReplacement(LETTERS.getOrDefault(name, command.group()));
    }
}
