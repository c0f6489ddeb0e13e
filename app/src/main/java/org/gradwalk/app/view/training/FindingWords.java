package org.gradwalk.app.view.training;

import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.metrics.Finding;
import org.gradwalk.model.metrics.Metric.Kind;

/** What is said of a mark. */
final class FindingWords {

    private FindingWords() {}

    /** Where, what, and since when. */
    static String briefly(Finding finding) {
        return Messages.get(
                "training.finding", place(finding), Messages.get("training.finding." + finding.rule()),
                Long.toString(finding.since()));
    }

    /** The same with the rule and its numbers. */
    static String whole(Finding finding) {
        return briefly(finding) + "\n" + Messages.get(
                "training.rule." + finding.rule(), Numbers.shortly(finding.value()),
                Numbers.shortly(finding.limit()));
    }

    private static String place(Finding finding) {
        return finding.metric().kind() == Kind.LOSS
                ? Messages.get("training.loss.batch")
                : Shown.place(finding.metric());
    }
}
