package dev.marotte.studio.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.studio.access.AccessToken;
import dev.marotte.studio.access.Role;
import dev.marotte.studio.live.CloseCodes;
import dev.marotte.studio.live.Driving;
import dev.marotte.studio.live.DrivingTerms;
import dev.marotte.studio.live.MediaMessage;
import dev.marotte.studio.live.MediaMessage.Coding;
import dev.marotte.studio.live.MediaMessage.Kind;
import dev.marotte.studio.live.Viewer;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import io.helidon.websocket.WsUpgradeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's live socket: text messages are JSON, media are {@link MediaMessage}s. The token comes as a subprotocol, because a browser lets a page set
 * nothing else. Called by the connection's thread.
 */
final class LiveSocket implements WsListener {
    static final String PATH = "/api/live/";
    static final String PROTOCOL = "marotte.v1";

    private static final Logger LOG = LoggerFactory.getLogger(LiveSocket.class);
    private static final String TOKEN = "token.";

    private final SocketDesk desk;
    private final StringBuilder words = new StringBuilder();
    private BufferData media = BufferData.empty();
    private Optional<Session> session = Optional.empty();
    private Optional<AccessToken> caller = Optional.empty();
    private Optional<Driving> driving = Optional.empty();
    private Optional<Viewer> viewing = Optional.empty();
    private Optional<FrameAllowance> allowance = Optional.empty();

    LiveSocket(SocketDesk desk) {
        this.desk = desk;
    }

    @Override
    public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) throws WsUpgradeException {
        if (!desk.origin().allows(headers)) {
            throw new WsUpgradeException("a page of another site may not connect");
        }
        caller = protocols(headers)
                .filter(protocol -> protocol.startsWith(TOKEN))
                .findFirst()
                .flatMap(protocol -> desk.signer().read(protocol.substring(TOKEN.length())));
        if (caller.isEmpty()) {
            throw new WsUpgradeException("this needs a token");
        }
        session = named(prologue.uriPath().path());
        if (session.isEmpty()) {
            throw new WsUpgradeException("there is no such session");
        }
        WritableHeaders<?> answer = WritableHeaders.create();
        answer.set(HeaderNames.create("Sec-WebSocket-Protocol"), PROTOCOL);
        return Optional.of(answer);
    }

    private static Stream<String> protocols(Headers headers) {
        return headers.first(HeaderNames.create("Sec-WebSocket-Protocol")).stream()
                .flatMap(all -> Arrays.stream(all.split(",")))
                .map(String::strip);
    }

    private Optional<Session> named(String path) {
        try {
            return path.startsWith(PATH)
                    ? desk.board().find(new SessionId(path.substring(PATH.length())))
                    : Optional.empty();
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    @Override
    public void onMessage(WsSession line, String text, boolean last) {
        words.append(text);
        if (words.length() > SocketDesk.LARGEST_WORDS) {
            line.close(CloseCodes.MALFORMED, "too many words");
        } else if (last) {
            String whole = words.toString();
            words.setLength(0);
            hear(line, whole);
        }
    }

    private void hear(WsSession line, String said) {
        try {
            obey(line, JsonText.MAPPER.readTree(said));
        } catch (JsonProcessingException noJson) {
            line.close(CloseCodes.MALFORMED, "no JSON");
        }
    }

    private void obey(WsSession line, JsonNode said) {
        if (said.has("ping")) {
            driving.ifPresent(Driving::ping);
            line.send("{\"pong\":" + said.get("ping").asDouble() + ",\"now\":" + now() + "}", true);
        } else if (said.has("watch")) {
            watch(line, DrivingWords.coding(said.get("watch").path("video")));
        } else if (said.has("drive")) {
            drive(line, said.get("drive"));
        } else if (said.has("interrupt")) {
            driving.ifPresent(Driving::interrupt);
        } else if (said.has("key")) {
            viewing.ifPresent(Viewer::wantKey);
        }
    }

    /** Reads the session again: it may have ended since the client connected. */
    private Session asItIsNow() {
        Session known = session.orElseThrow();
        return desk.board().find(known.id()).orElse(known);
    }

    private long now() {
        return FrameTiming.microsOf(desk.clock().instant());
    }

    private void watch(WsSession line, Coding coding) {
        if (viewing.isPresent() || (coding != Coding.H264 && coding != Coding.JPEG)) {
            line.close(CloseCodes.MALFORMED, "one watches once, as h264 or jpeg");
            return;
        }
        Session watched = asItIsNow();
        Viewer viewer = new Viewer(new SocketLine(line), coding);
        viewing = Optional.of(viewer);
        Thread.ofVirtual().name("viewer-" + watched.id()).start(() -> send(viewer));
        if (watched.isOpen()) {
            desk.live().watch(watched, viewer);
        } else {
            viewer.tell("{\"ended\":true}");
        }
    }

    private static void send(Viewer viewer) {
        try {
            viewer.run();
        } catch (InterruptedException e) {
            LOG.debug("Viewer was told to stop");
        } catch (RuntimeException gone) {
            LOG.debug("Viewer is gone", gone);
            viewer.close();
        }
    }

    private void drive(WsSession line, JsonNode terms) {
        if (driving.isPresent()) {
            line.close(CloseCodes.MALFORMED, "one drives once");
            return;
        }
        Session driven = asItIsNow();
        if (!desk.mayDrive(caller.orElseThrow(), driven)) {
            line.close(CloseCodes.MALFORMED, "this session is not yours to drive");
            return;
        }
        if (!driven.isOpen()) {
            line.close(CloseCodes.ENDED, "the session has ended");
            return;
        }
        allowance = Optional.of(new FrameAllowance(desk.framesPerSecond(), System::nanoTime));
        try {
            DrivingTerms meant = DrivingWords.read(terms, driven.source().isVoice());
            driving = Optional.of(desk.live().drive(driven, meant, new SocketLine(line)));
        } catch (BadInputException | IOException refused) {
            line.close(CloseCodes.MALFORMED, String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public void onMessage(WsSession line, BufferData part, boolean last) {
        BufferData whole = media.available() == 0 ? part : BufferData.create(media, part);
        if (whole.available() > SocketDesk.LARGEST_MEDIA) {
            line.close(CloseCodes.MALFORMED, "too large");
        } else if (last) {
            media = BufferData.empty();
            MediaMessage.read(ByteBuffer.wrap(whole.readBytes()))
                    .ifPresentOrElse(this::take, () -> line.close(CloseCodes.MALFORMED, "no media message"));
        } else {
            media = whole.copy();
        }
    }

    private void take(MediaMessage message) {
        if (message.kind() == Kind.SHOWN) {
            desk.shown().accept(message.ptsMicros() - message.captureMicros());
        } else if (message.kind() == Kind.SOUND
                || allowance.filter(FrameAllowance::allows).isPresent()) {
            driving.ifPresent(each -> each.offer(message));
        }
    }

    @Override
    public void onClose(WsSession line, int status, String reason) {
        gone();
    }

    @Override
    public void onError(WsSession line, Throwable problem) {
        LOG.debug("Live socket broke off", problem);
        gone();
    }

    private void gone() {
        driving.ifPresent(Driving::disconnect);
        driving = Optional.empty();
        viewing.ifPresent(viewer -> {
            desk.live().leave(session.orElseThrow().id(), viewer);
            viewer.close();
        });
    }

    /** Whether a token may drive a session: drivers their own, operators any. */
    static boolean mayDrive(AccessToken caller, Session session) {
        return caller.role().includes(Role.OPERATOR)
                || (caller.role().includes(Role.DRIVER)
                        && session.opening().by().equals("studio " + caller.id()));
    }
}
