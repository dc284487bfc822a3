package dev.marotte.speech;

import dev.marotte.runtime.sessions.Admission;
import dev.marotte.runtime.sessions.SessionWork;
import dev.marotte.runtime.sessions.StageReporter.Standing;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.speech.ffmpeg.FfmpegSampleDecoder;

/** The landmarks of one session that has a voice, from where an earlier run stopped. */
final class SpeechWork implements SessionWork {
    private final Session session;
    private final SpeechTools tools;
    private final SoundPatience patience;

    SpeechWork(Session session, SpeechTools tools) {
        this.session = session;
        this.tools = tools;
        patience = new SoundPatience(tools.clock());
    }

    @Override
    public Outcome run() throws InterruptedException {
        Admission.misfit(session).ifPresent(sentence -> {
            throw new BadInputException(sentence);
        });
        try (var _ = tools.meters().begin();
                LandmarksOutlet outlet = tools.outlet(session)) {
            SpeechPosition position = outlet.resume();
            if (!position.ended()) {
                speak(outlet, position);
            }
        } finally {
            tools.reporter().forget(session.id());
        }
        return new Outcome.PartDone();
    }

    private void speak(LandmarksOutlet outlet, SpeechPosition position) throws InterruptedException {
        try (SoundInlet inlet = KafkaSoundInlet.connect(session, tools.cluster());
                var frames = new SpokenFrames(session.id(), FfmpegSampleDecoder::open)) {
            var loop = new SpeechLoop(session, tools.motion(session), outlet, this::report, tools.clock());
            FrameStamp end = loop.run(position, inlet, frames, patience);
            tools.reporter().reportNow(session.id(), Standing.of(end.index(), end.index(), end.pts()));
        }
    }

    private void report(FrameStamp sent) {
        tools.reporter().report(session.id(), Standing.of(sent.index() + 1, 0, sent.pts()));
    }

    @Override
    public void finish(Ended ended) {
        patience.end();
    }
}
