package org.gradwalk.app.session;

/**
 * A trained model that comes with the program. Its figures are measured on the validation part of its text, losses and
 * entropies in nats.
 *
 * @param id the name by which the program knows it
 * @param file beside the index
 * @param title what it is, in a few words
 * @param description what there is to see in it
 * @param text id of the text that it was trained on
 * @param preset its network
 * @param iterations how long it was trained
 * @param seed of its start and its batches
 * @param validationLoss mean loss of the next character
 * @param pairEntropy the smallest loss that pairs of characters alone could have reached there
 * @param previousToken the head that looks at the previous character most
 * @param sentence to show that head with
 */
public record SampleModel(String id, String file, String title, String description, String text, String preset,
        int iterations, long seed, double validationLoss, double pairEntropy, Head previousToken, String sentence) {

    /**
     * A head that shows something.
     *
     * @param block from 0
     * @param head from 0
     * @param weight its mean attention weight on the previous character
     */
    public record Head(int block, int head, double weight) {}
}
