package org.gradwalk.app.export;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradwalk.app.chart.Numbers;

/** How a table becomes text. */
public enum TableFormat implements FileFormat {
    /** With a line of names above; numbers in full. */
    CSV,
    /** A {@code tabular} with the rules of the package booktabs; numbers as the window has them. */
    TEX;

    private static final Pattern FORMULA = Pattern.compile("‖[^‖]*‖|\\|[^|]*\\||[×‖∂∆Δ]");

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A table in this form. */
    public String text(Table table) {
        return switch (this) {
            case CSV -> lines(table.columns(), table.rows(), ",", "\n", TableFormat::csv);
            case TEX -> tex(table);
        };
    }

    private static String lines(
            List<String> head, List<List<Object>> rows, String between, String end, Function<Object, String> cell) {
        return row(head, between, cell) + end
                + rows.stream().map(row -> row(row, between, cell) + end).collect(Collectors.joining());
    }

    private static String row(List<?> cells, String between, Function<Object, String> cell) {
        return cells.stream().map(cell).collect(Collectors.joining(between));
    }

    private static String csv(Object cell) {
        String text = cell.toString();
        return text.matches(".*[\",\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String tex(Table table) {
        String columns = IntStream.range(0, table.columns().size())
                .mapToObj(column -> table.isNumeric(column) ? "r" : "l")
                .collect(Collectors.joining());
        return "% " + table.title() + "; needs the package booktabs\n\\begin{tabular}{" + columns + "}\n\\toprule\n"
                + row(table.columns(), " & ", TableFormat::cell) + " \\\\\n\\midrule\n"
                + table.rows().stream().map(row -> row(row, " & ", TableFormat::cell) + " \\\\\n")
                        .collect(Collectors.joining())
                + "\\bottomrule\n\\end{tabular}\n";
    }

    private static String cell(Object cell) {
        return cell instanceof Double number ? number(number) : escaped(cell.toString());
    }

    /** 1.234e−5 becomes a power of ten. */
    private static String number(double number) {
        if (Double.isNaN(number)) {
            return "--";
        }
        String[] parts = Numbers.shortly(number).replace('−', '-').replace("∞", "\\infty").split("e", -1);
        return parts.length == 1 ? "$" + parts[0] + "$" : "$" + parts[0] + " \\times 10^{" + parts[1] + "}$";
    }

    /** A norm, an absolute value or a sign is a formula, all else is text. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        Matcher formula = FORMULA.matcher(text);
        int end = 0;
        while (formula.find()) {
            escaped.append(plain(text.substring(end, formula.start())))
                    .append('$').append(math(formula.group())).append('$');
            end = formula.end();
        }
        return escaped.append(plain(text.substring(end))).toString();
    }

    private static String math(String formula) {
        return formula.replace("‖", "\\Vert ").replace("∂", "\\partial ").replaceAll("[∆Δ]", "\\\\Delta ")
                .replace("×", "\\times ").replaceAll(" (?![A-Za-z])", "");
    }

    private static String plain(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(letter -> escaped.append(switch (letter) {
            case '\\' -> "\\textbackslash{}";
            case '{', '}', '#', '%', '&', '_', '$' -> "\\" + Character.toString(letter);
            case '|' -> "\\textbar{}";
            case '~' -> "\\textasciitilde{}";
            case '^' -> "\\textasciicircum{}";
            default -> Character.toString(letter);
        }));
        return escaped.toString();
    }
}
