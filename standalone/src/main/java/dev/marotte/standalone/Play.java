package dev.marotte.standalone;

import dev.marotte.ingest.DrivingSource;
import dev.marotte.schemas.Session;
import dev.marotte.sink.OutputClaim;
import dev.marotte.sink.SinkListener;

/**
 * One run of a session.
 *
 * @param claim to the result's name
 * @param source of the driving clip; stays the caller's
 * @param listener is told how far the result is
 */
record Play(Session session, AnimateRequest request, OutputClaim claim, DrivingSource source, SinkListener listener) {}
