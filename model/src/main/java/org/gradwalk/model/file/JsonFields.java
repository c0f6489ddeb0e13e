package org.gradwalk.model.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields of a JSON object that is not trusted, each taken once. Whatever is missing, too much or of another kind is an
 * {@link IllegalArgumentException} that names it.
 */
public final class JsonFields {
    private final JsonNode json;
    private final String what;
    private final Set<String> left = new TreeSet<>();

    /**
     * Of an object.
     *
     * @param what it is called in sentences
     * @throws IllegalArgumentException if it is none
     */
    public JsonFields(JsonNode json, String what) {
        if (!json.isObject()) {
            throw new IllegalArgumentException(what + " is no JSON object");
        }
        this.json = json;
        this.what = what;
        json.fieldNames().forEachRemaining(left::add);
    }

    /** Whether a field is there that was not taken yet. */
    public boolean has(String name) {
        return left.contains(name);
    }

    /** A field of any kind. */
    public JsonNode take(String name) {
        if (!left.remove(name)) {
            throw new IllegalArgumentException(what + " lacks '" + name + "'");
        }
        return json.path(name);
    }

    /** A whole number. */
    public int size(String name) {
        JsonNode node = take(name);
        if (!node.canConvertToInt() || !node.isIntegralNumber()) {
            throw refused(name, "a whole number");
        }
        return node.intValue();
    }

    /** A whole number of at least so much. */
    public long count(String name, long least) {
        JsonNode node = take(name);
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < least) {
            throw refused(name, "a whole number from " + least + " on");
        }
        return node.longValue();
    }

    /** The objects of an array. */
    public List<JsonFields> objects(String name, int most) {
        JsonNode node = take(name);
        if (!node.isArray() || node.size() > most) {
            throw refused(name, "an array of at most " + most + " objects");
        }
        return node.valueStream().map(each -> new JsonFields(each, what + "'s '" + name + "'")).toList();
    }

    /** An object. */
    public JsonFields object(String name) {
        return new JsonFields(take(name), what + "'s '" + name + "'");
    }

    /** A number. */
    public double number(String name) {
        JsonNode node = take(name);
        if (!node.isNumber()) {
            throw refused(name, "a number");
        }
        return node.doubleValue();
    }

    /** True or false. */
    public boolean truth(String name) {
        JsonNode node = take(name);
        if (!node.isBoolean()) {
            throw refused(name, "true or false");
        }
        return node.booleanValue();
    }

    /** A string. */
    public String word(String name) {
        JsonNode node = take(name);
        if (!node.isTextual()) {
            throw refused(name, "a string");
        }
        return node.textValue();
    }

    /** An array of strings. */
    public List<String> words(String name) {
        JsonNode node = take(name);
        if (!isArrayOfStrings(node)) {
            throw refused(name, "an array of strings");
        }
        return node.valueStream().map(JsonNode::textValue).toList();
    }

    /** Refuses what was not taken. */
    public void requireNoMore() {
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(what + " has the unknown field '" + shown(left.iterator().next())
                    + "'");
        }
    }

    private IllegalArgumentException refused(String name, String expected) {
        return new IllegalArgumentException(what + " has '" + name + "' = " + shown(json.path(name).toString())
                + ", not " + expected);
    }

    static boolean isArrayOfStrings(JsonNode json) {
        return json.isArray() && json.valueStream().allMatch(JsonNode::isTextual);
    }

    static String shown(String word) {
        return (word.length() > 20 ? word.substring(0, 20) + "..." : word).replaceAll("\\p{Cntrl}", "?");
    }
}
