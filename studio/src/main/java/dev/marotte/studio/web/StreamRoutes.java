package dev.marotte.studio.web;

import dev.marotte.schemas.Session;
import dev.marotte.studio.access.AddressTicket;
import dev.marotte.studio.access.Role;
import dev.marotte.studio.access.TokenSigner;
import dev.marotte.studio.live.LiveDesk;
import dev.marotte.studio.sessions.SessionBoard;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Live sessions as streams for programs that cannot send tokens: the address itself carries a right, to one session. */
record StreamRoutes(SessionBoard board, LiveDesk live, TokenSigner signer, InstantSource clock) {
    List<ApiRoute> routes() {
        return List.of(
                ApiRoute.of("POST", "/api/streams/{session}/ticket", Role.VIEWER, this::ticket),
                ApiRoute.open("GET", "/api/streams/{session}", this::stream));
    }

    private Reply ticket(Call call) {
        Session session = find(call);
        return Reply.created(
                Map.of("url", "/api/streams/" + session.id() + "?" + tickets().issue("stream " + session.id())));
    }

    private Reply stream(Call call) {
        Session session = find(call);
        if (!tickets().allows("stream " + session.id(), call::query)) {
            throw Refusal.forbidden("this address of a stream is over; copy it from the page anew");
        }
        if (!session.isOpen()) {
            throw Refusal.notFound("the session has ended");
        }
        return new Reply.Stream(session, live);
    }

    private AddressTicket tickets() {
        return new AddressTicket(signer, clock);
    }

    private Session find(Call call) {
        return board.find(call.session()).orElseThrow(() -> Refusal.notFound("there is no such session"));
    }
}
