package dev.marotte.schemas;

/** A record that no stage could read: where it stood, why, its key, and the length and digest of its value. */
public record DeadLetter(String topic, int partition, long offset, String reason, Bytes key, Bytes value) {}
