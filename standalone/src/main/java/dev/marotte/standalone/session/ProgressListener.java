package dev.marotte.standalone.session;

/** Hears how far a session is, a few times a second. */
public interface ProgressListener {
    /**
     * The length of the work is known; told once, before anything else.
     *
     * @param generator id of the bundle that draws
     * @param frames that there will be
     */
    void begins(String generator, long frames);

    /** So many of the driver's frames were looked at; none of the result is there yet, for the driver's rest has to be known before. */
    void lookedAt(long frames);

    /** @param expected frames that there will be, 0 where it is not known */
    void progress(long frames, long expected);

    /** The session is done, and this process goes on for other commands of this machine that have joined it. */
    void waitsForOthers();
}
