package dev.marotte.render.onnx;

import dev.marotte.identity.Embedding;
import java.lang.ref.WeakReference;
import java.util.Optional;

/** Slot for one embedding on a device. Guarded by its bank. */
final class BankSlot {
    private final int number;
    private Optional<WeakReference<Embedding>> held = Optional.empty();
    private int borrowers;
    private long lastUse;

    BankSlot(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    boolean holds(Embedding identity) {
        return held.filter(each -> each.refersTo(identity)).isPresent();
    }

    /** Tells whether its embedding could still be requested. */
    boolean isKnown() {
        return held.filter(each -> !each.refersTo(null)).isPresent();
    }

    boolean isFree() {
        return borrowers == 0;
    }

    long lastUse() {
        return lastUse;
    }

    void take(Embedding identity) {
        held = Optional.of(new WeakReference<>(identity));
    }

    void lend(long use) {
        borrowers++;
        lastUse = use;
    }

    void giveBack() {
        borrowers--;
    }
}
