package dev.marotte.standalone.doctor;

/** The doctor's finding on one subject. Public for the adapters of native libraries. */
public record DoctorFinding(State state, String subject, String words) {
    public static DoctorFinding works(String subject, String words) {
        return new DoctorFinding(State.WORKS, subject, words);
    }

    public static DoctorFinding absent(String subject, String words) {
        return new DoctorFinding(State.ABSENT, subject, words);
    }

    public static DoctorFinding broken(String subject, String words) {
        return new DoctorFinding(State.BROKEN, subject, words);
    }

    /** How much it matters. */
    public enum State {
        WORKS("ok"),
        /** Missing, but Marotte works without it. */
        ABSENT("--"),
        /** Marotte cannot do its work. */
        BROKEN("!!");

        private final String mark;

        State(String mark) {
            this.mark = mark;
        }

        public String mark() {
            return mark;
        }
    }
}
