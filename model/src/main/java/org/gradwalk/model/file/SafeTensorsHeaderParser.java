package org.gradwalk.model.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Parses the header of a safetensors file piece by piece, so that a hostile one is refused where it first goes wrong
 * and nothing is built from it before.
 */
final class SafeTensorsHeaderParser {
    private static final String DAMAGED = "the file is damaged or was written by a faulty program, so save it again";
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path file;
    private final Limits limits;
    private final long dataBytes;

    /** @param dataBytes the number of bytes after the header, which no tensor may go beyond */
    SafeTensorsHeaderParser(Path file, Limits limits, long dataBytes) {
        this.file = file;
        this.limits = limits;
        this.dataBytes = dataBytes;
    }

    SafeTensorsHeader parse(String text) throws IOException {
        if (!text.startsWith("{")) {
            throw problem("its header does not begin with '{'", DAMAGED);
        }
        try (JsonParser json = JSON.createParser(text)) {
            List<SafeTensorsHeader.Entry> tensors = new ArrayList<>();
            SequencedMap<String, String> metadata = new LinkedHashMap<>();
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (name.equals(TensorFile.METADATA)) {
                    readMetadata(json, metadata);
                } else if (tensors.size() == limits.tensors()) {
                    throw problem("it has more than " + limits.tensors() + " tensors", "split it into several files");
                } else {
                    tensors.add(readTensor(json, name));
                }
            }
            if (json.nextToken() != null) {
                throw problem("something follows the JSON object of its header", DAMAGED);
            }
            return new SafeTensorsHeader(tensors, metadata);
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation(); // is missing where a limit of the parser is exceeded
            String where = place == null ? "" : " at character " + place.getCharOffset();
            throw new FileFormatException(
                    file.toString(),
                    "its header is no sound JSON" + where + " (" + e.getOriginalMessage() + ")",
                    DAMAGED,
                    e);
        }
    }

    private void readMetadata(JsonParser json, SequencedMap<String, String> metadata) throws IOException {
        require(json.nextToken() == JsonToken.START_OBJECT, "its metadata are no JSON object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            require(json.nextToken() == JsonToken.VALUE_STRING, "a value of its metadata is no string");
            require(
                    TensorFile.isText(key) && TensorFile.isText(json.getText()),
                    "its metadata hold half of a surrogate pair");
            metadata.put(key, json.getText());
        }
    }

    private SafeTensorsHeader.Entry readTensor(JsonParser json, String name) throws IOException {
        String tensor = SafeTensorsHeader.shown(name);
        require(
                name.length() <= TensorFile.MAXIMUM_NAME_LENGTH,
                "the name of " + tensor + " has " + name.length() + " characters and may have "
                        + TensorFile.MAXIMUM_NAME_LENGTH);
        require(TensorFile.isText(name), "the name of " + tensor + " holds half of a surrogate pair");
        require(json.nextToken() == JsonToken.START_OBJECT, tensor + " is not described by a JSON object");
        Optional<Dtype> dtype = Optional.empty();
        Optional<List<Integer>> shape = Optional.empty();
        Optional<List<Long>> offsets = Optional.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "dtype" -> dtype = Optional.of(dtype(json, tensor));
                case "shape" -> shape = Optional.of(shape(json, tensor));
                case "data_offsets" -> offsets = Optional.of(numbers(json, tensor, field, 2));
                default -> json.skipChildren();
            }
        }
        return entry(
                name,
                dtype.orElseThrow(() -> problem(tensor + " has no dtype", DAMAGED)),
                shape.orElseThrow(() -> problem(tensor + " has no shape", DAMAGED)),
                offsets.orElseThrow(() -> problem(tensor + " has no data_offsets", DAMAGED)));
    }

    private SafeTensorsHeader.Entry entry(String name, Dtype dtype, List<Integer> shape, List<Long> offsets)
            throws FileFormatException {
        String tensor = SafeTensorsHeader.shown(name);
        require(offsets.size() == 2, tensor + " has " + offsets.size() + " data_offsets instead of 2");
        long begin = offsets.getFirst();
        long end = offsets.getLast();
        require(
                begin >= 0 && begin <= end && end <= dataBytes,
                tensor + " has the data_offsets " + offsets + " and the file has " + dataBytes + " bytes of data");
        long entries = Tensor.entries(shape);
        // Without the first comparison the product could overflow.
        require(
                entries <= dataBytes && entries * dtype.bytes() == end - begin,
                tensor + " has the shape " + shape + " of " + dtype + ", which does not fit the " + (end - begin)
                        + " bytes between its data_offsets " + offsets);
        return new SafeTensorsHeader.Entry(name, dtype, shape, entries, begin, end);
    }

    private Dtype dtype(JsonParser json, String tensor) throws IOException {
        require(json.currentToken() == JsonToken.VALUE_STRING, "the dtype of " + tensor + " is no string");
        String text = json.getText();
        for (Dtype dtype : Dtype.values()) {
            if (dtype.name().equals(text)) {
                return dtype;
            }
        }
        String start = text.length() > 20 ? text.substring(0, 20) + "..." : text;
        throw problem(
                tensor + " has the dtype '" + start.replaceAll("\\p{Cntrl}", "?") + "', which is none of "
                        + List.of(Dtype.values()),
                "convert the file to F32 or F64");
    }

    private List<Integer> shape(JsonParser json, String tensor) throws IOException {
        List<Integer> shape = new ArrayList<>();
        for (long size : numbers(json, tensor, "shape", Tensor.MAXIMUM_RANK)) {
            require(
                    size >= 0 && size <= Integer.MAX_VALUE,
                    tensor + " has " + size + " in its shape and sizes go from 0 to " + Integer.MAX_VALUE);
            shape.add((int) size);
        }
        return List.copyOf(shape);
    }

    /** A JSON array of at most {@code most} whole numbers. */
    private List<Long> numbers(JsonParser json, String tensor, String field, int most) throws IOException {
        require(json.currentToken() == JsonToken.START_ARRAY, "the " + field + " of " + tensor + " is no JSON array");
        List<Long> numbers = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(numbers.size() < most, "the " + field + " of " + tensor + " has more than " + most + " numbers");
            require(
                    json.currentToken() == JsonToken.VALUE_NUMBER_INT
                            && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER,
                    "the " + field + " of " + tensor + " holds something else than whole numbers of 64 bits");
            numbers.add(json.getLongValue());
        }
        return numbers;
    }

    private void require(boolean holds, String otherwise) throws FileFormatException {
        if (!holds) {
            throw problem(otherwise, DAMAGED);
        }
    }

    private FileFormatException problem(String what, String remedy) {
        return new FileFormatException(file.toString(), what, remedy);
    }
}
