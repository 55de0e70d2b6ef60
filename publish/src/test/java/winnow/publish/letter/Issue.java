package winnow.publish.letter;

import static winnow.model.Placement.FEATURE;
import static winnow.model.Placement.ONE_LINER;
import static winnow.publish.letter.Entries.paper;

import java.util.List;
import java.util.stream.Stream;
import winnow.model.ShortlistEntry;
import winnow.model.ShortlistEntry.Status;

/** Decisions that make an edition in the shape of an issue of the ML Safety Newsletter. */
final class Issue {
  static final int EDITION = 9;

  private Issue() {}

  static List<ShortlistEntry> entries() {
    return Stream.of(
            paper("arxiv:2503.11926")
                .titled(
                    "Monitoring Reasoning Models for Misbehavior and the Risks of Promoting"
                        + " Obfuscation")
                .by("Bowen Baker", "Joost Huizinga")
                .in("Monitoring")
                .scored(8)
                .approved(
                    9,
                    FEATURE,
                    "Reading a model's mind, while it lasts",
                    "A weaker model that reads a stronger one's chain of thought catches it"
                        + " gaming its tests.\n\nTrained against that reader, the model goes on"
                        + " gaming & stops saying so."),
            paper("arxiv:2312.06942")
                .titled("AI Control: Improving Safety Despite Intentional Subversion")
                .in("Monitoring")
                .scored(7)
                .approved(9, ONE_LINER, null, "Protocols that hold even if the model plays foul."),
            paper("arxiv:2412.14093")
                .titled("Alignment faking in large language models")
                .in("Alignment")
                .scored(9)
                .approved(9, FEATURE, null, null)
                .decidedAt("2025-03-22T09:30:00Z"),
            paper("arxiv:2501.18837")
                .titled(
                    "Constitutional Classifiers: Defending against Universal Jailbreaks across"
                        + " Thousands of Hours of Red Teaming")
                .about("Filters trained on synthetic data.")
                .in("Robustness")
                .scored(9)
                .approved(
                    null, FEATURE, null, "Filters with $p_\\theta(y \\mid x) < 0.5$ let it pass."),
            paper("arxiv:2307.15043")
                .titled("Universal and Transferable Adversarial Attacks on Aligned Language Models")
                .in("Robustness")
                .scored(6)
                .approved(9, ONE_LINER, null, null),
            paper("url:https://course.mlsafety.org")
                .titled("Intro to ML Safety (a course)")
                .at("https://course.mlsafety.org/a_(b)?c=1&d=2")
                .approved(9, ONE_LINER, null, "The course has new lectures and *no* fees."),
            paper("arxiv:2403.03218").in("Systemic Safety").approved(8, FEATURE, null, "Earlier."),
            paper("arxiv:2403.00001").in("Systemic Safety").standing(Status.REJECTED),
            paper("arxiv:2403.00002").in("Alignment").approved(9, FEATURE, null, "No.").takenBack())
        .map(Entries::entry)
        .toList();
  }
}
