package dev.marotte.studio.web;

import dev.marotte.media.StreamAddress;
import dev.marotte.media.ffmpeg.StreamProtocols;
import dev.marotte.runtime.sessions.Admission;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.FaceChoice;
import dev.marotte.schemas.IdentityMessage.Manifest;
import dev.marotte.schemas.LiveControls;
import dev.marotte.schemas.MotionSettings;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.RenderSettings;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionMotion;
import dev.marotte.schemas.SessionOpening;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.SessionSource;
import dev.marotte.schemas.SessionState;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionTerms;
import dev.marotte.schemas.StageReport;
import dev.marotte.studio.access.Role;
import dev.marotte.studio.live.LiveDesk;
import dev.marotte.studio.people.Gallery;
import dev.marotte.studio.sessions.SessionBoard;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Opens, directs and ends sessions. */
record SessionRoutes(SessionBoard board, LiveDesk live, Gallery gallery, int sessionsPerToken, InstantSource clock) {
    private static final Duration NEUTRAL_WINDOW = Duration.ofSeconds(2);
    private static final int MOST_STREAMS = 4;

    /**
     * A client's request for a session.
     *
     * @param identity by name
     * @param voice whether sound alone is going to drive it
     * @param outputs addresses of streams to which it is sent, besides pages
     */
    record Opening(Optional<String> identity, Optional<Boolean> voice, Optional<List<String>> outputs) {}

    /** Changes of a session; what is left out stays. */
    record Change(
            Optional<String> identity,
            Optional<Float> head,
            Optional<Float> expression,
            Optional<Boolean> frozen,
            Optional<Boolean> slate,
            Optional<Boolean> reanchor) {}

    List<ApiRoute> routes() {
        return List.of(
                ApiRoute.of("GET", "/api/sessions", Role.VIEWER, _ -> all()),
                ApiRoute.of("POST", "/api/sessions", Role.DRIVER, this::open),
                ApiRoute.of("GET", "/api/sessions/{session}", Role.VIEWER, this::one),
                ApiRoute.of("PATCH", "/api/sessions/{session}", Role.DRIVER, this::change),
                ApiRoute.of("DELETE", "/api/sessions/{session}", Role.ADMIN, this::delete),
                ApiRoute.of("POST", "/api/sessions/{session}/end", Role.DRIVER, this::end),
                ApiRoute.of("GET", "/api/sessions/{session}/picture", Role.VIEWER, this::picture));
    }

    private Reply all() throws InterruptedException {
        Map<SessionId, List<StageReport>> reports = board.ask(store -> {
            Map<SessionId, List<StageReport>> all = new LinkedHashMap<>();
            store.all().forEach(session -> all.put(session.id(), store.reports(session.id())));
            return all;
        });
        return Reply.of(board.all().reversed().stream()
                .map(session -> written(session, reports.getOrDefault(session.id(), List.of())))
                .toList());
    }

    private Map<String, Object> written(Session session, List<StageReport> reports) {
        Map<String, Object> written = SessionText.of(session);
        written.put("reports", SessionText.reports(reports));
        live.figures(session.id()).ifPresent(figures -> written.put("live", SessionText.of(figures)));
        live.silence(session.id()).ifPresent(silence -> written.put("silentSeconds", silence.toMillis() / 1e3));
        return written;
    }

    private Reply one(Call call) throws InterruptedException {
        Session session = find(call);
        return Reply.of(written(session, board.ask(store -> store.reports(session.id()))));
    }

    private Session find(Call call) {
        return board.find(call.session()).orElseThrow(() -> Refusal.notFound("there is no such session"));
    }

    private Reply open(Call call) throws InterruptedException {
        String owner = ownerOf(call);
        long open = board.all().stream()
                .filter(session -> session.isOpen() && session.opening().by().equals(owner))
                .count();
        if (open >= sessionsPerToken) {
            throw Refusal.tooMany("you have " + open + " open sessions, which is the limit; end one first");
        }
        Opening asked = call.json(Opening.class);
        SessionSource source =
                asked.voice().orElse(false) ? new SessionSource.PushedVoice() : new SessionSource.PushSource();
        List<SessionOutput> outputs = outputs(asked.outputs().orElse(List.of()), call);
        Session session = session(identity(asked.identity().orElse("")), source, outputs, owner);
        Map<String, Object> written = SessionText.of(session);
        admit(session).ifPresent(warning -> written.put("warning", warning));
        return Reply.created(written);
    }

    /** Reads the outputs. The sink's machine sends them to whatever it reaches, so only those who may direct all sessions may name them. */
    private static List<SessionOutput> outputs(List<String> addresses, Call call) {
        List<SessionOutput> outputs = new ArrayList<>(List.of(new SessionOutput.PageOutput()));
        if (!addresses.isEmpty()) {
            call.require(Role.OPERATOR);
        }
        if (addresses.size() > MOST_STREAMS) {
            throw new BadInputException("a session is sent to at most " + MOST_STREAMS + " streams");
        }
        for (String address : addresses) {
            StreamProtocols.requireWritten(StreamAddress.of(address));
            outputs.add(new SessionOutput.StreamOutput(address));
        }
        return outputs;
    }

    /** Opens a session; returns a remark for the caller, if there is one. */
    private Optional<String> admit(Session session) throws InterruptedException {
        return switch (board.ask(store -> opened(session, store))) {
            case Admission.Fits() -> Optional.empty();
            case Admission.Unserved(String warning) -> Optional.of(warning);
            case Admission.Refused(String sentence) -> throw Refusal.tooMany(sentence);
            case Admission.Unfit(String sentence) -> throw new BadInputException(sentence);
        };
    }

    private static Admission opened(Session session, SessionStore store) {
        store.refresh();
        Admission admission = store.admission(session);
        switch (admission) {
            case Admission.Fits(), Admission.Unserved _ -> store.open(session);
            case Admission.Refused _, Admission.Unfit _ -> {}
        }
        return admission;
    }

    static String ownerOf(Call call) {
        return "studio " + call.caller().id();
    }

    private Manifest identity(String name) {
        return gallery.find(name)
                .map(entry -> entry.manifest())
                .orElseThrow(() -> new BadInputException("nobody is enrolled as " + name));
    }

    private Session session(Manifest identity, SessionSource source, List<SessionOutput> outputs, String owner) {
        return new Session(
                new SessionId("live-" + UUID.randomUUID().toString().substring(0, 13)),
                identity.ref(),
                Profile.LIVE,
                new SessionMotion(
                        RenderSettings.DEFAULT,
                        new NeutralChoice.BestNeutral(NEUTRAL_WINDOW),
                        new FaceChoice.LargestFace(),
                        identity.motionKind()),
                source,
                outputs,
                SessionTerms.DEFAULT,
                new SessionOpening(clock.instant(), owner),
                new SessionState.Open());
    }

    /** The session, if the caller may direct it: drivers their own, operators any. */
    private Session directed(Call call) {
        Session session = find(call);
        if (!session.opening().by().equals(ownerOf(call))) {
            call.require(Role.OPERATOR);
        }
        return session;
    }

    private Reply change(Call call) throws InterruptedException {
        Session session = directed(call);
        Change change = call.json(Change.class);
        Optional<Manifest> other = change.identity().map(this::identity);
        Session changed = board.ask(store -> store.change(session.id(), before -> changed(before, change, other)));
        return Reply.of(SessionText.of(changed));
    }

    private static Session changed(Session before, Change change, Optional<Manifest> other) {
        MotionSettings motion = before.settings().motion();
        MotionSettings strengths = new MotionSettings(
                motion.mode(),
                change.expression().map(SessionRoutes::strength).orElse(motion.expressionStrength()),
                change.head().map(SessionRoutes::strength).orElse(motion.headStrength()));
        LiveControls pressed = before.controls()
                .frozen(change.frozen().orElse(before.controls().frozen()))
                .slate(change.slate().orElse(before.controls().slate()));
        Session moved =
                before.moving(strengths).under(change.reanchor().orElse(false) ? pressed.reanchored() : pressed);
        return other.map(face -> moved.as(face.ref(), face.motionKind())).orElse(moved);
    }

    private static float strength(float asked) {
        if (!(asked >= 0 && asked <= 3)) {
            throw new BadInputException("a strength lies between 0 and 3");
        }
        return asked;
    }

    private Reply end(Call call) throws InterruptedException {
        Session session = directed(call);
        Session ended = board.ask(store -> store.end(session.id(), EndReason.STOPPED, "ended from the page"));
        return Reply.of(SessionText.of(ended));
    }

    private Reply delete(Call call) throws InterruptedException {
        Session session = find(call);
        if (session.isOpen()) {
            throw Refusal.conflict("the session is open; end it first");
        }
        board.ask(store -> store.delete(session.id()));
        return new Reply.Empty();
    }

    /** Empty until something has come: the first request starts reading the session's pictures. */
    private Reply picture(Call call) {
        Session session = find(call);
        Optional<Picture> picture = session.isOpen() ? live.glance(session) : Optional.empty();
        return picture.<Reply>map(found -> new Reply.Raw("image/jpeg", found.bytes()))
                .or(() -> gallery.find(session.identity().name())
                        .flatMap(Gallery.Entry::picture)
                        .map(portrait -> new Reply.Raw("image/jpeg", portrait.bytes())))
                .orElseThrow(() -> Refusal.notFound("there is no picture of this session yet"));
    }
}
