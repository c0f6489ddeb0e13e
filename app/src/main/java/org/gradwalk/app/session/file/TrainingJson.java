package org.gradwalk.app.session.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashSet;
import java.util.List;
import org.gradwalk.app.session.NumberRange;
import org.gradwalk.app.session.Source;
import org.gradwalk.app.session.Training;
import org.gradwalk.model.file.JsonFields;
import org.gradwalk.model.optimizer.AdamW;
import org.gradwalk.model.optimizer.Optimizer;
import org.gradwalk.model.optimizer.Sgd;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.run.Intervention;
import org.gradwalk.model.run.Schedule;
import org.gradwalk.model.run.Where;

/** How a model is trained as JSON. A long text stands once in the session, and is named by its index. */
final class TrainingJson {

    private static final int MOST = 1_000_000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private TrainingJson() {}

    /** JSON has no number that is not finite: such a one is its name in Java. */
    static JsonNode number(double number) {
        return Double.isFinite(number) ? DoubleNode.valueOf(number) : TextNode.valueOf(Double.toString(number));
    }

    static double number(JsonNode node) {
        if (node.isNumber() && Double.isFinite(node.doubleValue())) {
            return node.doubleValue();
        }
        return switch (node.asText()) {
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> throw new IllegalArgumentException("Something else stands where a number must be");
        };
    }

    private static double number(JsonFields json, String name, NumberRange range) {
        double number = json.number(name);
        if (!range.contains(number)) {
            throw new IllegalArgumentException("'" + name + "' is " + number + ", out of its range");
        }
        return number;
    }

    /** The whole numbers of an array, none below 0. */
    static List<Long> counts(JsonNode node) {
        boolean counts = node.isArray() && node.size() <= MOST && node.valueStream().allMatch(
                each -> each.isIntegralNumber() && each.canConvertToLong() && each.longValue() >= 0);
        if (!counts) {
            throw new IllegalArgumentException("Something else stands where whole numbers must be");
        }
        return node.valueStream().map(JsonNode::longValue).toList();
    }

    static ObjectNode update(Update update) {
        ObjectNode json = NODES.objectNode();
        switch (update.optimizer()) {
            case Sgd(boolean momentum) -> json.put("optimizer", "sgd").put("momentum", momentum);
            case AdamW() -> json.put("optimizer", "adamw");
        }
        return json.put("clipped", update.clipped()).put("divided", update.divided());
    }

    static Update update(JsonFields json) {
        String name = json.word("optimizer");
        Optimizer optimizer = switch (name) {
            case "sgd" -> new Sgd(json.truth("momentum"));
            case "adamw" -> new AdamW();
            default -> throw unknown("optimizer");
        };
        Update update = new Update(optimizer, json.truth("clipped"), json.truth("divided"));
        json.requireNoMore();
        return update;
    }

    private static IllegalArgumentException unknown(String what) {
        return new IllegalArgumentException("The kind of " + what + " is unknown");
    }

    static ObjectNode settings(Settings settings) {
        ObjectNode json = NODES.objectNode()
                .put("learning_rate", settings.learningRate()).put("momentum", settings.momentum())
                .put("beta1", settings.beta1()).put("beta2", settings.beta2()).put("epsilon", settings.epsilon())
                .put("weight_decay", settings.weightDecay());
        json.set("clip_norm", number(settings.clipNorm()));
        return json;
    }

    static Settings settings(JsonFields json) {
        double limit = number(json.take("clip_norm"));
        if (limit != Double.POSITIVE_INFINITY && !NumberRange.ABOVE_ZERO.contains(limit)) {
            throw new IllegalArgumentException("'clip_norm' is " + limit + ", out of its range");
        }
        Settings settings = new Settings(
                number(json, "learning_rate", NumberRange.ABOVE_ZERO), number(json, "momentum", NumberRange.SHARE),
                number(json, "beta1", NumberRange.SHARE), number(json, "beta2", NumberRange.SHARE),
                number(json, "epsilon", NumberRange.ABOVE_ZERO),
                number(json, "weight_decay", NumberRange.FROM_ZERO), limit);
        json.requireNoMore();
        return settings;
    }

    static ObjectNode training(Training training, List<String> texts) {
        ObjectNode json = NODES.objectNode();
        json.set("source", source(training.source(), texts));
        json.set("update", update(training.update()));
        json.set("schedule", schedule(training.schedule()));
        json.set("settings", settings(training.settings()));
        json.set("changes", changes(training.interventions()));
        ArrayNode frozen = json.putArray("frozen");
        training.frozen().stream().sorted().forEach(frozen::add);
        return json;
    }

    static Training training(JsonFields json, List<String> texts) {
        Training training = new Training(
                source(json.object("source"), texts), update(json.object("update")),
                schedule(json.object("schedule")), settings(json.object("settings")),
                readChanges(json.objects("changes", MOST)), new HashSet<>(json.words("frozen")));
        json.requireNoMore();
        return training;
    }

    private static ObjectNode source(Source source, List<String> texts) {
        ObjectNode json = NODES.objectNode();
        return switch (source) {
            case Source.Sentence(String text) -> json.put("type", "sentence").put("text", index(text, texts));
            case Source.Passages(String name, String text, int sequences, int positions, long seed) ->
                json.put("type", "passages").put("name", name).put("text", index(text, texts))
                        .put("sequences", sequences).put("positions", positions).put("seed", seed);
        };
    }

    private static int index(String text, List<String> texts) {
        int known = texts.indexOf(text);
        if (known < 0) {
            texts.add(text);
        }
        return known < 0 ? texts.size() - 1 : known;
    }

    private static Source source(JsonFields json, List<String> texts) {
        int index = json.size("text");
        if (index < 0 || index >= texts.size()) {
            throw new IllegalArgumentException("There is no text " + index);
        }
        String text = texts.get(index);
        Source source = switch (json.word("type")) {
            case "sentence" -> new Source.Sentence(text);
            case "passages" -> new Source.Passages(
                    json.word("name"), text, positive(json, "sequences"), positive(json, "positions"),
                    json.count("seed", Long.MIN_VALUE));
            default -> throw unknown("text");
        };
        json.requireNoMore();
        return source;
    }

    private static int positive(JsonFields json, String name) {
        int size = json.size(name);
        if (size < 1) {
            throw new IllegalArgumentException("'" + name + "' is " + size + ", not 1 or more");
        }
        return size;
    }

    private static ObjectNode schedule(Schedule schedule) {
        ObjectNode json = NODES.objectNode();
        return switch (schedule) {
            case Schedule.Constant(double rate) -> json.put("type", "constant").put("rate", rate);
            case Schedule.WarmUpCosine(double peak, long warmUp, long iterations) -> json.put("type", "warm_up_cosine")
                    .put("peak", peak).put("warm_up", warmUp).put("iterations", iterations);
        };
    }

    private static Schedule schedule(JsonFields json) {
        Schedule schedule = switch (json.word("type")) {
            case "constant" -> new Schedule.Constant(json.number("rate"));
            case "warm_up_cosine" -> new Schedule.WarmUpCosine(
                    json.number("peak"), json.count("warm_up", 0), json.count("iterations", 0));
            default -> throw unknown("schedule");
        };
        json.requireNoMore();
        return schedule;
    }

    static ArrayNode changes(List<Intervention> changes) {
        ArrayNode json = NODES.arrayNode();
        changes.forEach(change -> {
            ObjectNode each = json.addObject().put("value", change.value())
                    .put("factor", change.factor()).put("addend", change.addend());
            each.set("where", where(change.where()));
        });
        return json;
    }

    static List<Intervention> readChanges(List<JsonFields> json) {
        return json.stream().map(TrainingJson::change).toList();
    }

    private static Intervention change(JsonFields json) {
        Intervention change = new Intervention(
                json.word("value"), where(json.object("where")), json.number("factor"), json.number("addend"));
        json.requireNoMore();
        return change;
    }

    private static ObjectNode where(Where where) {
        ObjectNode json = NODES.objectNode();
        return switch (where) {
            case Where.All() -> json.put("type", "all");
            case Where.Block(int row, int rows, int column, int columns) -> json.put("type", "block")
                    .put("row", row).put("rows", rows).put("column", column).put("columns", columns);
            case Where.Head(int head) -> json.put("type", "head").put("head", head);
        };
    }

    private static Where where(JsonFields json) {
        Where where = switch (json.word("type")) {
            case "all" -> new Where.All();
            case "block" -> new Where.Block(
                    json.size("row"), json.size("rows"), json.size("column"), json.size("columns"));
            case "head" -> new Where.Head(json.size("head"));
            default -> throw unknown("place");
        };
        json.requireNoMore();
        return where;
    }
}
