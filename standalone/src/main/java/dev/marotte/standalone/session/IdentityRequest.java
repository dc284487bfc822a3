package dev.marotte.standalone.session;

import dev.marotte.identity.SourcePicture;
import dev.marotte.schemas.IdentityRef;
import java.util.List;

/** A request for the identity whose face moves. */
public sealed interface IdentityRequest {
    /** Pictures of one person, for this session; the first one is shown. */
    record Pictures(List<SourcePicture> pictures) implements IdentityRequest {}

    /** An enrolled identity. */
    record Enrolled(String name) implements IdentityRequest {}

    /** The exact version of an identity with which an earlier session was rendered. */
    record AsRecorded(IdentityRef ref) implements IdentityRequest {}
}
