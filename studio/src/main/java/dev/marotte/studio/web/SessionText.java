package dev.marotte.studio.web;

import dev.marotte.schemas.MotionSettings;
import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.SessionSource;
import dev.marotte.schemas.SessionState;
import dev.marotte.schemas.StageReport;
import dev.marotte.studio.live.LiveFigures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A session as the page reads it. */
final class SessionText {
    private SessionText() {}

    static Map<String, Object> of(Session session) {
        MotionSettings motion = session.settings().motion();
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("id", session.id().value());
        written.put("identity", session.identity().name());
        written.put("version", Long.toString(session.identity().version()));
        written.put("profile", session.profile().name().toLowerCase(Locale.ROOT));
        written.put("source", source(session.source()));
        written.put(
                "outputs", session.outputs().stream().map(SessionText::output).toList());
        written.put("head", motion.headStrength());
        written.put("expression", motion.expressionStrength());
        written.put("frozen", session.controls().frozen());
        written.put("slate", session.controls().slate());
        written.put("openedAt", session.opening().at().toString());
        written.put("openedBy", session.opening().by());
        switch (session.state()) {
            case SessionState.Open() -> written.put("state", "open");
            case SessionState.Ended ended -> {
                written.put("state", "ended");
                written.put("reason", ended.reason().name().toLowerCase(Locale.ROOT));
                written.put("sentence", ended.sentence());
                written.put("endedAt", ended.at().toString());
            }
        }
        return written;
    }

    /** Only the scheme and host of an address: its path may hold a stream's key. */
    private static String source(SessionSource source) {
        return switch (source) {
            case SessionSource.FileSource _ -> "file";
            case SessionSource.PictureSource _ -> "pictures";
            case SessionSource.VoiceSource _ -> "voice";
            case SessionSource.StreamSource(String address) -> hostOf(address);
            case SessionSource.PushSource() -> "page";
            case SessionSource.PushedVoice() -> "voice of a client";
            case SessionSource.RecordingSource(var recorded, var _, var _) -> "recording of " + recorded;
        };
    }

    private static String output(SessionOutput output) {
        return switch (output) {
            case SessionOutput.FileOutput _ -> "file";
            case SessionOutput.PictureOutput _ -> "pictures";
            case SessionOutput.StreamOutput(String address) -> hostOf(address);
            case SessionOutput.SegmentOutput _ -> "playlist";
            case SessionOutput.PageOutput() -> "page";
        };
    }

    private static String hostOf(String address) {
        return address.replaceFirst("^([a-z]+://)(?:[^/@]*@)?([^/?]*).*$", "$1$2");
    }

    static Map<String, Object> of(StageReport report) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("stage", report.stage().toString());
        written.put("at", report.at().toString());
        written.put("frames", report.frames());
        written.put("expectedFrames", report.expectedFrames());
        written.put("seconds", report.upTo().micros() / 1e6);
        written.put("remark", report.remark());
        return written;
    }

    static Map<String, Object> of(LiveFigures figures) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("viewers", figures.viewers());
        written.put("steps", figures.steps());
        written.put("p99", figures.p99());
        written.put("counts", of(figures.counts()));
        return written;
    }

    private static Map<String, Long> of(OutcomeCounts counts) {
        Map<String, Long> written = new LinkedHashMap<>();
        written.put("rendered", counts.rendered());
        written.put("held", counts.held());
        written.put("late", counts.droppedLate());
        written.put("noIdentity", counts.droppedNoIdentity());
        written.put("unreadable", counts.droppedUnreadable());
        return written;
    }

    static List<Map<String, Object>> reports(List<StageReport> reports) {
        return reports.stream().map(SessionText::of).toList();
    }
}
