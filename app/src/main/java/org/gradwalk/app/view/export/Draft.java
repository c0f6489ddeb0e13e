package org.gradwalk.app.view.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gradwalk.app.export.ExportJob;
import org.gradwalk.app.gallery.Offer;
import org.gradwalk.app.gallery.Order;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;

/**
 * What an order comes to before anything is written.
 *
 * @param addresses of all that is there of what is asked for
 * @param fitting what to ask for instead, where other kinds were chosen than those that the addresses were meant for
 * @param job the files; none where the order cannot be filled
 * @param preview of one of the files of pictures
 * @param sentence how much fits, or what is wrong
 */
record Draft(
        List<String> addresses, List<String> fitting, Optional<ExportJob> job, Optional<Preview> preview,
        String sentence) {

    /**
     * May be called from any thread.
     *
     * @param folder none where it is not known yet: then nothing can be written, but it can be seen
     * @param page which of the files of pictures is previewed
     */
    static Draft of(ViewState state, Order order, Optional<Path> folder, int page) {
        Offer offer = order.at(state);
        Set<String> addresses = offer.addresses();
        List<String> all = List.copyOf(addresses);
        List<String> fitting = offer.fitting();
        try {
            ExportJob job = offer.job(folder.orElse(Path.of("")));
            if (job.files().isEmpty()) {
                return new Draft(all, fitting, Optional.empty(), Optional.empty(), Messages.get("save.nothing"));
            }
            long count = addresses.stream().filter(order::fits).count();
            String fits = Messages.get("save.fits", count, job.files().size());
            List<String> missing = offer.missing();
            Optional<Preview> preview = offer.page(page).map(Preview::of);
            if (folder.isEmpty()) {
                return new Draft(all, fitting, Optional.empty(), preview, OrderEntry.words("folder"));
            }
            return new Draft(
                    all, fitting, Optional.of(job), preview,
                    missing.isEmpty() ? fits : fits + " " + Messages.get("save.missing", String.join(", ", missing)));
        } catch (RefusedException nothingFits) {
            return new Draft(
                    all, fitting, Optional.empty(), Optional.empty(),
                    Messages.get(nothingFits.key(), nothingFits.arguments()));
        }
    }

    /** None, and why. */
    static Draft none(List<String> patterns, String sentence) {
        return new Draft(List.of(), patterns, Optional.empty(), Optional.empty(), sentence);
    }
}
