package org.gradwalk.app.session.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.gradwalk.app.session.Desk;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.Run;
import org.gradwalk.app.session.SavedWalk;
import org.gradwalk.app.session.SavedWalk.SavedRun;
import org.gradwalk.app.session.Training;
import org.gradwalk.model.file.ConfigJson;
import org.gradwalk.model.file.JsonFields;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.gpt.Initialization;
import org.gradwalk.model.run.Intervention;
import org.gradwalk.model.run.KeptStates.State;
import org.gradwalk.model.run.Stepper;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.text.CharacterTokenizer;
import org.gradwalk.model.text.Tokenizer;

/** All of a session but its numbers as JSON. Whatever is unknown, missing or of another kind is refused. */
final class SessionJson {

    /** The version of what this class writes; newer ones are refused. */
    static final int VERSION = 1;

    private static final String VERSION_FIELD = "format_version";
    private static final int DEEPEST = 16;
    private static final int MOST = 1_000_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST).maxStringLength(SessionEntries.MOST_DOCUMENT_BYTES).build())
            .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private SessionJson() {}

    static byte[] write(SavedSession session, IdentityHashMap<State, Integer> states) throws IOException {
        SavedWalk walk = session.walk();
        List<String> texts = new ArrayList<>();
        ObjectNode json = JSON.createObjectNode().put(VERSION_FIELD, VERSION);
        json.set("model", model(walk.model()));
        json.put("iteration", walk.now().iteration()).put("current", walk.current())
                .put("operations", walk.position().operations()).put("level", walk.position().level());
        walk.previousLoss().ifPresent(loss -> json.set("previous_loss", TrainingJson.number(loss)));
        ArrayNode iterations = json.putArray("states");
        states.entrySet().stream().sorted(Map.Entry.comparingByValue())
                .forEach(entry -> iterations.add(entry.getKey().iteration()));
        ArrayNode runs = json.putArray("runs");
        walk.runs().forEach(run -> runs.add(run(run, states, texts)));
        json.set("desk", DeskJson.write(session.desk()));
        strings(json.putArray("texts"), texts);
        byte[] bytes = JSON.writeValueAsBytes(json);
        if (bytes.length > SessionEntries.MOST_DOCUMENT_BYTES) {
            throw new IllegalArgumentException("The texts and settings of a session take at most "
                    + SessionEntries.MOST_DOCUMENT_BYTES + " bytes, not " + bytes.length);
        }
        return bytes;
    }

    private static void strings(ArrayNode array, List<String> strings) {
        strings.forEach(array::add);
    }

    private static ObjectNode model(Model model) {
        ObjectNode json = JSON.createObjectNode().put("name", model.name());
        json.set("config", ConfigJson.node(model.config()));
        strings(json.putArray("vocabulary"), vocabulary(model.tokenizer()));
        json.put("initialization", model.initialization().name());
        json.set("update", TrainingJson.update(model.update()));
        json.set("settings", TrainingJson.settings(model.settings()));
        return json;
    }

    private static List<String> vocabulary(Tokenizer tokenizer) {
        if (tokenizer instanceof CharacterTokenizer characters) {
            return characters.vocabulary();
        }
        throw new IllegalArgumentException("Only a vocabulary of characters is written to a session");
    }

    private static ObjectNode run(SavedRun run, IdentityHashMap<State, Integer> states, List<String> texts) {
        ObjectNode json = JSON.createObjectNode().put("last", run.last());
        run.branch().ifPresent(branch -> {
            ObjectNode left = json.putObject("branch").put("run", branch.run()).put("iteration", branch.iteration());
            left.set("before", TrainingJson.training(branch.before(), texts));
            left.set("after", TrainingJson.training(branch.after(), texts));
        });
        ArrayNode trainings = json.putArray("trainings");
        run.trainings().forEach((from, training) -> trainings.addObject().put("from", from)
                .set("training", TrainingJson.training(training, texts)));
        ArrayNode edits = json.putArray("edits");
        run.edits().forEach((before, all) -> {
            ObjectNode edit = edits.addObject().put("before", before);
            edit.set("changes", TrainingJson.changes(all));
        });
        ArrayNode kept = json.putArray("states");
        run.states().forEach(state -> kept.add(states.get(state)));
        return json;
    }

    static JsonNode parse(byte[] document) throws IOException {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(SessionFile.DOCUMENT + " is no sound JSON", e);
        }
    }

    /** The version that a document says it has. */
    static long version(JsonNode document) {
        return new JsonFields(document, "The session").count(VERSION_FIELD, 1);
    }

    static SavedSession read(JsonNode document, SessionEntries entries) throws IOException {
        JsonFields json = new JsonFields(document, "The session");
        json.count(VERSION_FIELD, 1);
        List<String> texts = json.words("texts");
        Model model = model(json.object("model"), entries);
        State now = new State(json.count("iteration", 0), entries.matrices(SessionFile.NOW));
        List<State> states = new ArrayList<>();
        for (long iteration : TrainingJson.counts(json.take("states"))) {
            states.add(new State(iteration, entries.matrices(SessionFile.state(states.size()))));
        }
        List<SavedRun> runs = new ArrayList<>();
        for (JsonFields run : json.objects("runs", SessionEntries.MOST_RUNS)) {
            runs.add(run(run, states, texts, entries.matrices(SessionFile.log(runs.size()))));
        }
        entries.requireNoMore();
        int current = json.size("current");
        Stepper.Position position = new Stepper.Position(json.size("operations"), json.size("level"));
        OptionalDouble loss = json.has("previous_loss")
                ? OptionalDouble.of(TrainingJson.number(json.take("previous_loss")))
                : OptionalDouble.empty();
        Desk desk = DeskJson.read(json.object("desk"));
        json.requireNoMore();
        return new SavedSession(new SavedWalk(model, now, runs, current, position, loss), desk);
    }

    private static Model model(JsonFields json, SessionEntries entries) throws IOException {
        GptConfig config = ConfigJson.read(json.take("config"));
        List<String> vocabulary = json.words("vocabulary");
        if (vocabulary.size() != config.vocabularySize()) {
            throw new IllegalArgumentException("The vocabulary has " + vocabulary.size()
                    + " characters and the configuration " + config.vocabularySize());
        }
        Model model = new Model(
                json.word("name"), config, CharacterTokenizer.ofVocabulary(vocabulary),
                entries.matrices(SessionFile.MODEL), Initialization.valueOf(json.word("initialization")),
                TrainingJson.update(json.object("update")), TrainingJson.settings(json.object("settings")));
        json.requireNoMore();
        return model;
    }

    private static SavedRun run(
            JsonFields json, List<State> states, List<String> texts, Map<String, Matrix> log) {
        TreeMap<Long, Training> trainings = new TreeMap<>();
        for (JsonFields each : json.objects("trainings", MOST)) {
            add(trainings, each.count("from", 0), TrainingJson.training(each.object("training"), texts));
            each.requireNoMore();
        }
        TreeMap<Long, List<Intervention>> edits = new TreeMap<>();
        for (JsonFields each : json.objects("edits", MOST)) {
            add(edits, each.count("before", 0), TrainingJson.readChanges(each.objects("changes", MOST)));
            each.requireNoMore();
        }
        List<State> kept = new ArrayList<>();
        for (long index : TrainingJson.counts(json.take("states"))) {
            if (index >= states.size() || (!kept.isEmpty()
                    && kept.getLast().iteration() >= states.get((int) index).iteration())) {
                throw new IllegalArgumentException("The kept state " + index + " of a run is out of its order");
            }
            kept.add(states.get((int) index));
        }
        Optional<Run.Branch> branch = json.has("branch")
                ? Optional.of(branch(json.object("branch"), texts))
                : Optional.empty();
        SavedRun run = new SavedRun(branch, trainings, edits, kept, json.count("last", 0), log);
        json.requireNoMore();
        return run;
    }

    private static <T> void add(Map<Long, T> map, long iteration, T value) {
        if (map.put(iteration, value) != null) {
            throw new IllegalArgumentException("Something of iteration " + iteration + " is there twice");
        }
    }

    private static Run.Branch branch(JsonFields json, List<String> texts) {
        Run.Branch branch = new Run.Branch(
                json.size("run"), json.count("iteration", 0),
                TrainingJson.training(json.object("before"), texts),
                TrainingJson.training(json.object("after"), texts));
        json.requireNoMore();
        return branch;
    }
}
