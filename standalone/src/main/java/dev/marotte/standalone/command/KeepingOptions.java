package dev.marotte.standalone.command;

import dev.marotte.runtime.settings.Durations;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.RateChoice;
import dev.marotte.schemas.RecordKeeping;
import dev.marotte.schemas.SessionTerms;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How long the records of a session stay, and how old a live frame may get. */
final class KeepingOptions {
    @Option(
            names = "--keep-frames",
            paramLabel = "TIME",
            description =
                    "How long to keep the driver's pictures after the session ends, such as 12h. Default: they are deleted as soon as their landmarks are committed.")
    private Optional<String> frames;

    @Option(
            names = "--keep-recording",
            paramLabel = "TIME",
            description = "How long to keep motion and sound after the session ends, for replays. Default: 30d.")
    private Optional<String> recording;

    @Option(
            names = "--latency-budget",
            paramLabel = "TIME",
            description = "Age at which a frame of a live session is dropped. Default: 500ms.")
    private Optional<String> budget;

    SessionTerms terms(Optional<String> rate) {
        RecordKeeping preset = RecordKeeping.DEFAULT;
        return new SessionTerms(
                rate.<RateChoice>map(named -> new RateChoice.FixedRate(FrameRate.named(named)))
                        .orElseGet(RateChoice.RateAsDriven::new),
                SessionTerms.DEFAULT.longestSide(),
                time("--latency-budget", budget, SessionTerms.DEFAULT.latencyBudget()),
                new RecordKeeping(
                        time("--keep-frames", frames, preset.frames()),
                        time("--keep-recording", recording, preset.recording())));
    }

    private static Duration time(String option, Optional<String> written, Duration preset) {
        try {
            return written.map(Durations::read).orElse(preset);
        } catch (BadInputException refused) {
            throw new BadInputException(option + " " + refused.getMessage() + ", not '" + written.orElse("") + "'");
        }
    }
}
