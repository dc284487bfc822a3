package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The supported kinds of picture files, told apart by how they begin. */
public enum PictureKind {
    JPEG("JPEG", JpegFile::facts, "\u00ff\u00d8\u00ff"),
    PNG("PNG", PngFile::facts, "\u0089PNG\r\n\u001a\n"),
    WEBP("WebP", WebpFile::facts, "RIFF????WEBP"),
    TIFF("TIFF", TiffFile::facts, "II*\0", "MM\0*"),
    BMP("BMP", BmpFile::facts, "BM"),
    GIF("GIF", GifFile::facts, "GIF87a", "GIF89a"),
    PNM("PNM", PnmFile::facts, "P1", "P2", "P3", "P4", "P5", "P6", "P7");

    private final String title;
    private final PictureFile look;
    private final List<String> beginnings;

    /** @param beginnings as {@link FileSignature} has them */
    PictureKind(String title, PictureFile look, String... beginnings) {
        this.title = title;
        this.look = look;
        this.beginnings = List.of(beginnings);
    }

    /** @throws PictureFault if it is of none of them; names its kind if that is known */
    public static PictureKind of(Bytes file) {
        return Arrays.stream(values())
                .filter(kind -> FileSignature.isOneOf(kind.beginnings, file))
                .findFirst()
                .orElseThrow(() -> PictureFault.notRead(ForeignKind.named(file)
                        .map(title -> "it is " + title + ", which is not read; save it as JPEG or PNG")
                        .orElse("it is no " + names() + " picture; save it as one of these")));
    }

    /** @throws PictureFault if it is cut off, damaged or too large */
    public PictureFacts facts(Bytes file) {
        return look.facts(file);
    }

    /** Returns the names of all kinds as a phrase. */
    private static String names() {
        String names = Arrays.stream(values()).map(kind -> kind.title).collect(Collectors.joining(", "));
        int last = names.lastIndexOf(", ");
        return names.substring(0, last) + " or " + names.substring(last + 2);
    }
}
