package org.gradwalk.app.session.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradwalk.app.session.Derivations;
import org.gradwalk.app.session.Desk;
import org.gradwalk.app.session.Watch;
import org.gradwalk.model.file.JsonFields;
import org.gradwalk.model.run.Breakpoint;

/** What lies beside a walk as JSON. */
final class DeskJson {

    private static final int MOST = 1_000_000;

    private DeskJson() {}

    static ObjectNode write(Desk desk) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("description", desk.description());
        ArrayNode breakpoints = json.putArray("breakpoints");
        desk.breakpoints().forEach(breakpoint -> breakpoints.addObject()
                .put("address", breakpoint.address()).put("condition", breakpoint.condition())
                .put("first_hit", breakpoint.firstHit()).put("enabled", breakpoint.enabled()));
        ArrayNode watches = json.putArray("watches");
        desk.watches().forEach(watch -> watches.add(watch.text()));
        words(json.putArray("lines"), desk.derivations().lines());
        ArrayNode kept = json.putArray("kept");
        desk.derivations().kept().forEach(line -> kept.addObject()
                .put("node", line.node()).put("text", line.text()).put("right", line.right()));
        words(json.putArray("layout"), desk.layout());
        return json;
    }

    private static void words(ArrayNode array, Map<String, String> words) {
        new TreeMap<>(words).forEach((name, text) -> array.addObject().put("name", name).put("text", text));
    }

    static Desk read(JsonFields json) {
        Desk desk = new Desk(
                json.word("description"),
                json.objects("breakpoints", MOST).stream().map(DeskJson::breakpoint).toList(),
                json.words("watches").stream().map(Watch::new).toList(),
                new Derivations(words(json.objects("lines", MOST)),
                        json.objects("kept", MOST).stream().map(DeskJson::kept).toList()),
                words(json.objects("layout", MOST)));
        json.requireNoMore();
        return desk;
    }

    private static Map<String, String> words(List<JsonFields> json) {
        Map<String, String> words = new HashMap<>();
        for (JsonFields each : json) {
            if (words.put(each.word("name"), each.word("text")) != null) {
                throw new IllegalArgumentException("Two lines or choices have the same name");
            }
            each.requireNoMore();
        }
        return words;
    }

    private static Derivations.Kept kept(JsonFields json) {
        Derivations.Kept kept = new Derivations.Kept(json.word("node"), json.word("text"), json.truth("right"));
        json.requireNoMore();
        return kept;
    }

    private static Breakpoint breakpoint(JsonFields json) {
        Breakpoint breakpoint = new Breakpoint(
                json.word("address"), json.word("condition"), json.count("first_hit", 1), json.truth("enabled"));
        json.requireNoMore();
        return breakpoint;
    }
}
