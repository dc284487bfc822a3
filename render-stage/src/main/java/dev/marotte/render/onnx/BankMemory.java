package dev.marotte.render.onnx;

import java.lang.foreign.MemorySegment;

/** Memory of a device, all of it owned by this object. Any thread. */
interface BankMemory extends AutoCloseable {
    /** ONNX Runtime's name for this kind of memory. */
    String kind();

    /** Number of the device. */
    int device();

    /** Allocates memory that is valid until this is closed. */
    MemorySegment allocate(long bytes);

    /** Copies from memory of this machine; every run that begins afterwards sees it. */
    void upload(MemorySegment to, MemorySegment from);

    @Override
    void close();
}
