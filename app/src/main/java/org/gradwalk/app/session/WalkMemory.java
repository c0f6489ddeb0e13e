package org.gradwalk.app.session;

import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Program;

/**
 * What a walk of a model's full context keeps in memory. Found from the program alone, which is small: nothing of the
 * model's size is made.
 *
 * @param model its name
 * @param parameters numbers of the network
 * @param positions of the full context
 * @param numbers float64 numbers of an iteration, and those of the model as it was opened
 */
record WalkMemory(String model, long parameters, int positions, long numbers) {

    private static final double GIGABYTE = 1e9;

    static WalkMemory of(String model, GptConfig config, Update update) {
        int positions = config.contextLength();
        Program program = Gpt.program(config, 1, positions, Reduction.MEAN, update);
        long parameters = program.parameterCount();
        return new WalkMemory(model, parameters, positions, program.size() + parameters);
    }

    long bytes() {
        return numbers * Double.BYTES;
    }

    /**
     * Lets pass what fits.
     *
     * @param available bytes that Java may use
     * @throws RefusedException if it does not fit
     */
    void require(long available) throws RefusedException {
        if (bytes() > available) {
            throw new RefusedException("error.memory.walk", model, parameters, positions, numbers, bytes() / GIGABYTE,
                    available / GIGABYTE);
        }
    }
}
