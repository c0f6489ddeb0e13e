package org.gradwalk.model.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.program.Operation.Binding;

/** What the symbols of a layer, or of a step with symbols of its own, stand for. */
final class SymbolTable {

    private final Map<String, Map<Symbol, Set<Value>>> scopes = new LinkedHashMap<>();

    /**
     * Where the symbols of a step belong: to its layer, or to the step itself where a dot in its name says that it stands
     * beside another step.
     *
     * @param row address without its phase
     */
    static String scope(String row) {
        int colon = row.indexOf(':');
        String step = colon < 0 ? "" : row.substring(colon + 1).split("/", 2)[0];
        return step.contains(".")
                ? row.substring(0, colon + 1) + step
                : row.substring(0, colon < 0 ? row.length() : colon);
    }

    void add(String scope, Symbol symbol, Value value) {
        scopes.computeIfAbsent(scope, _ -> new LinkedHashMap<>())
                .computeIfAbsent(symbol, _ -> new LinkedHashSet<>())
                .add(value);
    }

    /**
     * The one value that a symbol stands for.
     *
     * @throws IllegalStateException if there is none, or more than one
     */
    Value only(String scope, Symbol symbol) {
        Set<Value> named = scopes.getOrDefault(scope, Map.of()).getOrDefault(symbol, Set.of());
        if (named.size() != 1) {
            throw new IllegalStateException(
                    "In " + scope + " the symbol " + symbol.name() + " stands for " + named.size() + " values");
        }
        return named.iterator().next();
    }

    /**
     * What the symbols of a formula stand for. In an update, where every parameter has the same symbols, only what is
     * given is known; all else is a setting.
     *
     * @param own comes before what the scope knows
     * @throws IllegalStateException if there is no value for a symbol, or more than one
     */
    List<Binding> bindings(String scope, List<Symbol> names, List<Binding> own, Phase phase) {
        List<Binding> bindings = new ArrayList<>(
                own.stream().filter(binding -> names.contains(binding.symbol())).toList());
        List<Symbol> given = bindings.stream().map(Binding::symbol).toList();
        if (phase != Phase.UPDATE) {
            names.stream()
                    .distinct()
                    .filter(name -> !given.contains(name))
                    .forEach(name -> bindings.add(new Binding(name, only(scope, name))));
        }
        return List.copyOf(bindings);
    }

    /** The symbols that stand for one value alone. */
    Map<Symbol, Value> unambiguous(String scope) {
        Map<Symbol, Value> all = new LinkedHashMap<>();
        scopes.getOrDefault(scope, Map.of()).forEach((symbol, values) -> {
            if (values.size() == 1) {
                all.put(symbol, values.iterator().next());
            }
        });
        return all;
    }
}
