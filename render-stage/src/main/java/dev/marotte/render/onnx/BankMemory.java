package dev.marotte.render.onnx;

import java.lang.foreign.MemorySegment;

/** Memory of a device, all of it owned by this. Any thread. */
interface BankMemory extends AutoCloseable {
    /** What ONNX Runtime calls the kind of memory. */
    String kind();

    /** Number of the device. */
    int device();

    /** So many bytes, until this is closed. */
    MemorySegment allocate(long bytes);

    /** Copies from memory of this machine; every run that begins afterwards sees it. */
    void upload(MemorySegment to, MemorySegment from);

    @Override
    void close();
}
