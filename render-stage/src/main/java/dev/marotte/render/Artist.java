package dev.marotte.render;

/** Who draws, and who does the pixels around it. */
public record Artist(Generator generator, PasteBack pixels) {}
