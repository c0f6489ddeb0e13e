package org.gradwalk.model.layer;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.gradwalk.model.formula.Expression;

/**
 * Which linear layers of a network are frozen with a trained map of low rank beside them, and of what kind it is:
 * Y = X W + 1 bᵀ + s (X A) B. Where there is such a map anywhere, nothing else in the network is trained.
 *
 * @param targets the layers, each in every block that has it; in the order of the network
 * @param rank r, columns of A and rows of B
 * @param alpha α, from which the scale s is made
 * @param form how s is made of α, and how B starts
 * @param qkv whether the projection to queries, keys and values gets one adapter or three
 */
public record LoraConfig(Set<Target> targets, int rank, double alpha, Form form, Qkv qkv) {

    /** Last part of the name of A, inputs × r. */
    public static final String A = "lora_A";
    /** Last part of the name of B, r × outputs. */
    public static final String B = "lora_B";

    /** A linear layer that can have an adapter. */
    public enum Target {
        C_ATTN("attn.c_attn"),
        ATTN_C_PROJ("attn.c_proj"),
        C_FC("mlp.c_fc"),
        MLP_C_PROJ("mlp.c_proj"),
        LM_HEAD("lm_head");

        private final String id;

        Target(String id) {
            this.id = id;
        }

        /** Its name in files: that of the layer within its block. */
        public String id() {
            return id;
        }

        /** The target of a name, if there is one. */
        public static Optional<Target> named(String id) {
            return Arrays.stream(values()).filter(target -> target.id.equals(id)).findFirst();
        }
    }

    /** The two ways to write and to start an adapter. */
    public enum Form {
        /** s = α / r; A starts at random and B at 0, so that the network starts as it was. */
        STANDARD,
        /** The paper's: s = α; A and B both start at random. */
        PAPER;

        /** Its name in files. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Adapters of the one projection that yields queries, keys and values. */
    public enum Qkv {
        /** One on the whole weight, d → 3d: the three share their A. */
        FUSED,
        /** One each for queries, keys and values, d → d: as where these are layers of their own. */
        SEPARATE;

        /** Its name in files. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Columns of a layer's output that have an adapter of their own.
     *
     * @param prefix stands before the names of all that belongs to it, within the layer: empty, {@code q.}, …
     * @param index which block of columns, from 0
     * @param count into how many blocks of equal width the columns are cut
     */
    public record Part(String prefix, int index, int count) {}

    private static final List<Part> WHOLE = List.of(new Part("", 0, 1));
    private static final List<Part> THREE = List.of(new Part("q.", 0, 3), new Part("k.", 1, 3), new Part("v.", 2, 3));

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there is no target, the rank is not positive or α is not finite
     */
    public LoraConfig {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("LoRA needs at least one layer to adapt");
        }
        if (rank < 1) {
            throw new IllegalArgumentException("The rank of LoRA must be 1 or more, not " + rank);
        }
        if (!Double.isFinite(alpha)) {
            throw new IllegalArgumentException("The α of LoRA must be a finite number, not " + alpha);
        }
        targets = Collections.unmodifiableSet(EnumSet.copyOf(targets));
    }

    /** Adapters of the standard form, one a layer. */
    public static LoraConfig standard(int rank, double alpha, Set<Target> targets) {
        return new LoraConfig(targets, rank, alpha, Form.STANDARD, Qkv.FUSED);
    }

    /** Adapters as in the paper, three for queries, keys and values. */
    public static LoraConfig paper(int rank, double alpha, Set<Target> targets) {
        return new LoraConfig(targets, rank, alpha, Form.PAPER, Qkv.SEPARATE);
    }

    /** s. */
    public double scale() {
        return switch (form) {
            case STANDARD -> alpha / rank;
            case PAPER -> alpha;
        };
    }

    /** The scale as it stands in formulas: s, or α where it is nothing else. */
    public Expression scaleInFormulas() {
        return Expression.number(scale(), switch (form) {
            case STANDARD -> "s";
            case PAPER -> "\\alpha";
        });
    }

    /** Whether B starts at 0. */
    public boolean startsAtZero() {
        return switch (form) {
            case STANDARD -> true;
            case PAPER -> false;
        };
    }

    /**
     * The parts of a layer that have adapters; none where it has none.
     *
     * @param layer address of a linear layer, such as {@code h.0.attn.c_attn} or {@code lm_head}
     */
    public List<Part> parts(String layer) {
        return Target.named(layer.replaceFirst("^h\\.\\d+\\.", ""))
                .filter(targets::contains)
                .map(this::parts)
                .orElse(List.of());
    }

    private List<Part> parts(Target target) {
        return target == Target.C_ATTN && qkv == Qkv.SEPARATE ? THREE : WHOLE;
    }

    /** Whether a parameter of this name belongs to an adapter, and so is trained. */
    public static boolean isFactor(String parameter) {
        return parameter.endsWith("." + A) || parameter.endsWith("." + B);
    }
}
