package dev.marotte.studio.web;

import dev.marotte.studio.access.EntryCodes;
import dev.marotte.studio.access.Role;
import dev.marotte.studio.access.TokenSigner;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens for one-time codes, and codes for others. */
record EntryRoutes(EntryCodes codes, TokenSigner signer) {
    /** @param code from an invitation or from the printed address */
    record Entry(Optional<String> code) {}

    /** @param role that is granted */
    record Invitation(Optional<String> role) {}

    List<ApiRoute> routes() {
        return List.of(
                ApiRoute.open("POST", "/api/entry", this::enter),
                ApiRoute.of("GET", "/api/me", Role.VIEWER, EntryRoutes::me),
                ApiRoute.of("POST", "/api/invitations", Role.ADMIN, this::invite));
    }

    private Reply enter(Call call) {
        String token = call.json(Entry.class)
                .code()
                .flatMap(codes::redeem)
                .orElseThrow(
                        () -> Refusal.forbidden(
                                "this address was used already, or is too old; the terminal of marotte studio prints a new one at each start"));
        Role role = signer.read(token).orElseThrow(Refusal::unknown).role();
        return Reply.created(Map.of("token", token, "role", role.word()));
    }

    private static Reply me(Call call) {
        return Reply.of(Map.of(
                "role",
                call.caller().role().word(),
                "until",
                call.caller().until().toString()));
    }

    private Reply invite(Call call) {
        Role role = call.json(Invitation.class)
                .role()
                .flatMap(Role::of)
                .orElseThrow(() -> Refusal.notFound("a role is one of viewer, driver, operator, admin"));
        return Reply.created(Map.of("code", codes.make(role), "role", role.word()));
    }
}
