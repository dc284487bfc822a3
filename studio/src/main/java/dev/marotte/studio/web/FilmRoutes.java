package dev.marotte.studio.web;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.IdentityMessage.Manifest;
import dev.marotte.schemas.LiveControls;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionOpening;
import dev.marotte.schemas.SessionOutput.FileOutput;
import dev.marotte.schemas.SessionSource.RecordingSource;
import dev.marotte.schemas.SessionState;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.StageReport;
import dev.marotte.studio.access.AddressTicket;
import dev.marotte.studio.access.Role;
import dev.marotte.studio.access.TokenSigner;
import dev.marotte.studio.people.Gallery;
import dev.marotte.studio.sessions.SessionBoard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Recorded sessions, and films that are made of them: sessions that replay a recording into a file of the studio's own folder. Clients cannot choose a film's
 * name, so none leads out of the folder.
 */
record FilmRoutes(SessionBoard board, Gallery gallery, TokenSigner signer, Path folder, InstantSource clock) {
    /** @param identity by name; empty for the recorded one */
    record Making(Optional<String> identity, Optional<Long> fromMicros, Optional<Long> untilMicros) {}

    List<ApiRoute> routes() {
        return List.of(
                ApiRoute.of("GET", "/api/recordings", Role.VIEWER, this::all),
                ApiRoute.of("POST", "/api/sessions/{session}/films", Role.DRIVER, this::make),
                ApiRoute.of("POST", "/api/films/{session}/ticket", Role.VIEWER, this::ticket),
                ApiRoute.open("GET", "/api/films/{session}", this::film));
    }

    private Reply all(Call call) throws InterruptedException {
        Map<SessionId, List<StageReport>> reports = board.ask(store -> {
            Map<SessionId, List<StageReport>> known = new LinkedHashMap<>();
            store.all().forEach(session -> known.put(session.id(), store.reports(session.id())));
            return known;
        });
        List<Object> films = new ArrayList<>();
        List<Object> recordings = new ArrayList<>();
        for (Session session : board.all().reversed()) {
            List<StageReport> said = reports.getOrDefault(session.id(), List.of());
            if (isFilm(session)) {
                films.add(film(session, said));
            } else if (!session.isOpen() && !(session.source() instanceof RecordingSource)) {
                recordings.add(recording(session, said, call));
            }
        }
        return Reply.of(Map.of("films", films, "recordings", recordings));
    }

    private boolean isFilm(Session session) {
        return session.source() instanceof RecordingSource
                && session.outputs().stream()
                        .anyMatch(output -> output instanceof FileOutput(String path, boolean _)
                                && Path.of(path).equals(file(session.id())));
    }

    private Path file(SessionId session) {
        return folder.resolve(session.value() + ".mp4");
    }

    private Map<String, Object> film(Session session, List<StageReport> reports) {
        Map<String, Object> written = SessionText.of(session);
        written.put("file", file(session.id()).toString());
        Optional<StageReport> sink = of(StageName.SINK, reports);
        double expected = sink.map(StageReport::expectedFrames).orElse(0L);
        written.put("ready", isReady(session));
        written.put(
                "share",
                expected == 0 ? 0 : Math.min(1, sink.map(StageReport::frames).orElse(0L) / expected));
        written.put("seconds", sink.map(report -> report.upTo().micros() / 1e6).orElse(0.0));
        return written;
    }

    private static boolean isReady(Session session) {
        return session.state() instanceof SessionState.Ended ended && ended.reason() == EndReason.COMPLETED;
    }

    private static Map<String, Object> recording(Session session, List<StageReport> reports, Call call) {
        Map<String, Object> written = SessionText.of(session);
        Optional<StageReport> landmarks = of(StageName.LANDMARK, reports).or(() -> of(StageName.SPEECH, reports));
        written.put("frames", landmarks.map(StageReport::frames).orElse(0L));
        written.put(
                "seconds", landmarks.map(report -> report.upTo().micros() / 1e6).orElse(0.0));
        written.put("mine", session.opening().by().equals(SessionRoutes.ownerOf(call)));
        return written;
    }

    private static Optional<StageReport> of(StageName stage, List<StageReport> reports) {
        return reports.stream().filter(report -> report.stage() == stage).findFirst();
    }

    private Reply make(Call call) throws InterruptedException {
        Session recorded = find(call);
        if (!recorded.opening().by().equals(SessionRoutes.ownerOf(call))) {
            call.require(Role.OPERATOR);
        }
        if (recorded.isOpen()) {
            throw Refusal.conflict("the session is still being recorded; end it first");
        }
        Session film = film(recorded, call.json(Making.class), SessionRoutes.ownerOf(call));
        makeFolder();
        board.ask(store -> {
            store.open(film);
            return film;
        });
        Map<String, Object> written = SessionText.of(film);
        written.put("file", file(film.id()).toString());
        return Reply.created(written);
    }

    private void makeFolder() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the studio's films cannot be kept in " + folder, e);
        }
    }

    private Session film(Session recorded, Making making, String owner) {
        Optional<Manifest> other = making.identity().map(this::identity);
        SessionId id = new SessionId("film-" + UUID.randomUUID().toString().substring(0, 13));
        return new Session(
                id,
                other.map(Manifest::ref).orElse(recorded.identity()),
                Profile.LOSSLESS,
                other.map(Manifest::motionKind).map(recorded.motion()::by).orElse(recorded.motion()),
                new RecordingSource(
                        recorded.id(),
                        new Pts(Math.max(0, making.fromMicros().orElse(0L))),
                        making.untilMicros().map(Pts::new).orElse(RecordingSource.WHOLE)),
                List.of(new FileOutput(file(id).toString(), false)),
                recorded.terms(),
                new SessionOpening(clock.instant(), owner),
                new SessionState.Open(),
                LiveControls.NONE);
    }

    private Manifest identity(String name) {
        return gallery.find(name)
                .map(entry -> entry.manifest())
                .orElseThrow(() -> new BadInputException("nobody is enrolled as " + name));
    }

    private Session find(Call call) {
        return board.find(call.session()).orElseThrow(() -> Refusal.notFound("there is no such session"));
    }

    /** Players cannot set headers, so the address itself carries a right: to one film, for some hours. */
    private Reply ticket(Call call) {
        Session session = find(call);
        return Reply.created(
                Map.of("url", "/api/films/" + session.id() + "?" + tickets().issue("film " + session.id())));
    }

    private AddressTicket tickets() {
        return new AddressTicket(signer, clock);
    }

    private Reply film(Call call) {
        Session session = find(call);
        if (!tickets().allows("film " + session.id(), call::query)) {
            throw Refusal.forbidden("this address of a film is over; open the page anew");
        }
        if (!isFilm(session) || !isReady(session) || Files.notExists(file(session.id()))) {
            throw Refusal.notFound("there is no such film here");
        }
        return new Reply.Film(file(session.id()));
    }
}
