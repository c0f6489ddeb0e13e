package org.gradwalk.model.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gradwalk.model.file.SafeTensors;
import org.gradwalk.model.file.Tensor;
import org.gradwalk.model.gpt.AttentionPattern;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.layer.Mlp.Activation;
import org.gradwalk.model.optimizer.AdamW;
import org.gradwalk.model.optimizer.Optimizer;
import org.gradwalk.model.optimizer.Sgd;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;

/** A case of the reference: a configuration, tokens, and every number that must come out. */
record GoldenCase(String name, JsonNode description, Map<String, Tensor> tensors) {

    /** The folder with cases of their own choice, or none: the ones in the test resources. */
    static final String FOLDER_PROPERTY = "gradwalk.reference";

    static List<GoldenCase> all() {
        Path folder = folder();
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> cases = entries
                    .filter(entry -> Files.exists(entry.resolve("case.json")))
                    .sorted()
                    .toList();
            if (cases.isEmpty()) {
                throw new IllegalStateException("There is no case in " + folder);
            }
            List<GoldenCase> read = new ArrayList<>();
            for (Path entry : cases) {
                read.add(read(entry));
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        String chosen = System.getProperty(FOLDER_PROPERTY, "");
        if (!chosen.isEmpty()) {
            return Path.of(chosen);
        }
        try {
            return Path.of(GoldenCase.class.getResource("/reference").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GoldenCase read(Path folder) throws IOException {
        JsonNode description = new ObjectMapper().readTree(folder.resolve("case.json").toFile());
        return new GoldenCase(
                description.get("name").asText(),
                description,
                SafeTensors.read(folder.resolve("tensors.safetensors")).tensors());
    }

    GptConfig config() {
        JsonNode c = description.get("config");
        return new GptConfig(
                c.get("vocab_size").asInt(),
                c.get("context_length").asInt(),
                c.get("n_layer").asInt(),
                c.get("n_head").asInt(),
                c.get("d_model").asInt(),
                c.get("d_ff").asInt(),
                Activation.valueOf(c.get("activation").asText().toUpperCase(Locale.ROOT)),
                c.get("bias").asBoolean(),
                c.path("lm_head_bias").asBoolean(false),
                c.get("tied").asBoolean(),
                c.get("layer_norm_eps").asDouble(),
                attention(c.get("attention")),
                c.path("lora").isObject() ? Optional.of(lora(c.get("lora"))) : Optional.empty());
    }

    private static LoraConfig lora(JsonNode node) {
        Set<Target> targets = new HashSet<>();
        node.get("targets").forEach(target -> targets.add(Target.named(target.asText()).orElseThrow()));
        return LoraConfig.standard(node.get("rank").asInt(), node.get("alpha").asDouble(), targets);
    }

    private static AttentionPattern attention(JsonNode node) {
        String type = node.get("type").asText();
        return switch (type) {
            case "dense" -> new AttentionPattern.Dense();
            case "sliding_window" -> new AttentionPattern.SlidingWindow(node.get("window").asInt());
            case "block_strided" -> new AttentionPattern.BlockStrided(
                    node.get("block").asInt(), node.get("stride").asInt());
            default -> throw new IllegalArgumentException("attention " + type);
        };
    }

    Tensor tensor(String tensorName) {
        return Objects.requireNonNull(tensors.get(tensorName), tensorName + " is not in " + name);
    }

    boolean hasOptimizer() {
        return !description.path("optimizer").isMissingNode() && !description.get("optimizer").isNull();
    }

    private Update update() {
        if (!hasOptimizer()) {
            return new Update(new Sgd(false), false, false);
        }
        JsonNode optimizer = description.get("optimizer");
        Optimizer rule = optimizer.get("type").asText().equals("adamw")
                ? new AdamW()
                : new Sgd(optimizer.path("momentum").asDouble(0) != 0);
        return new Update(rule, optimizer.path("clip_norm").isNumber(), false);
    }

    private Settings settings() {
        if (!hasOptimizer()) {
            return Settings.of(0);
        }
        JsonNode o = description.get("optimizer");
        Settings settings = Settings.of(o.get("lr").asDouble())
                .withMomentum(o.path("momentum").asDouble(0))
                .withWeightDecay(o.path("weight_decay").asDouble(0))
                .withClipNorm(o.path("clip_norm").asDouble(Double.POSITIVE_INFINITY));
        if (o.has("betas")) {
            settings = settings.withBetas(o.get("betas").get(0).asDouble(), o.get("betas").get(1).asDouble())
                    .withEpsilon(o.get("eps").asDouble());
        }
        return settings;
    }

    /** An iteration with the case's parameters and batch, ready to run. */
    Iteration iteration(Workers workers) {
        Program program = Gpt.program(
                config(), description.get("batch_size").asInt(), description.get("sequence_length").asInt(),
                Reduction.MEAN, update());
        Map<String, Matrix> parameters = new LinkedHashMap<>();
        program.parameters().forEach(parameter -> {
            Tensor tensor = tensor("param/" + parameter.name());
            parameters.put(parameter.name(), Matrix.of(
                    parameter.value().rows(), parameter.value().columns(), tensor.data()));
        });
        Iteration iteration = new Iteration(program, Weights.of(parameters), workers, settings());
        iteration.load(numbers("tokens"), numbers("targets"));
        return iteration;
    }

    private int[][] numbers(String what) {
        JsonNode rows = description.get(what);
        int[][] numbers = new int[rows.size()][];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = new int[rows.get(i).size()];
            for (int j = 0; j < numbers[i].length; j++) {
                numbers[i][j] = rows.get(i).get(j).asInt();
            }
        }
        return numbers;
    }

    double tolerance(String kind) {
        return description.get("tolerance").get("float64").get(kind).asDouble();
    }

    double floor() {
        return description.get("tolerance").get("floor").asDouble();
    }

    @Override
    public String toString() {
        return name;
    }
}
