package dev.marotte.standalone.session;

import dev.marotte.identity.SourcePicture;
import dev.marotte.schemas.IdentityRef;
import java.util.List;

/** Whose face moves, as it was asked for. */
public sealed interface IdentityRequest {
    /** Pictures of one person, for this session; the first is the one that is shown. */
    record Pictures(List<SourcePicture> pictures) implements IdentityRequest {}

    /** Somebody who was enrolled. */
    record Enrolled(String name) implements IdentityRequest {}

    /** Somebody in the very version that an earlier session was rendered with. */
    record AsRecorded(IdentityRef ref) implements IdentityRequest {}
}
