package dev.marotte.standalone.session;

/** Hears how far a session is, a few times a second. */
public interface ProgressListener {
    /** @param expected frames that there will be, 0 where it is not known */
    void progress(long frames, long expected);

    /** The session is done, and this process goes on for other commands of this machine that have joined it. */
    void waitsForOthers();
}
