package dev.marotte.schemas;

/** How the bytes of a {@link Picture} are coded. */
public enum PictureCodec {
    JPEG,
    PNG,
    /** Rows of 8-bit B, G, R from top to bottom without padding. */
    RAW_BGR
}
