package dev.marotte.standalone;

/** In which order the stages of a run begin. */
enum Order {
    /** As users run it: each stage begins with what the one before has done so far. */
    TOGETHER,
    /** Each when the one before has ended, so that it has the machine for itself; the log between them keeps all of it. */
    ONE_BY_ONE
}
