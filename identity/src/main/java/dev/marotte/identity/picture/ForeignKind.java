package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Kinds of files that users give as pictures but that are not supported: named in messages, so that users know what to convert. */
enum ForeignKind {
    HEIC("a HEIC picture", "????ftyphei", "????ftyphev", "????ftypmif1", "????ftypmsf1"),
    AVIF("an AVIF picture", "????ftypavi"),
    CR3("a camera's raw picture", "????ftypcrx", "FUJIFILMCCD-RAW", "IIRO", "IIU\0", "\0MRM"),
    MP4("a video", "????ftyp", "RIFF????AVI ", "\u001aE\u00df\u00a3"),
    JPEG_XL("a JPEG XL picture", "\u00ff\n", "\0\0\0\fJXL "),
    JPEG_2000("a JPEG 2000 picture", "\0\0\0\fjP  ", "\u00ffO\u00ffQ"),
    BIG_TIFF("a BigTIFF picture", "II+\0", "MM\0+"),
    PHOTOSHOP("a Photoshop file", "8BPS"),
    PDF("a PDF", "%PDF"),
    SVG("a drawing in SVG", "<svg", "<?xml"),
    WEB_PAGE("a web page", "<!DOCTYPE html", "<!doctype html", "<html"),
    ICON("an icon", "\0\0\1\0"),
    HDR("a high dynamic range picture", "#?RADIANCE", "v/1\1", "PF\n", "Pf\n"),
    ARCHIVE("an archive", "PK\3\4", "Rar!", "7z\u00bc\u00af");

    private final String title;
    private final List<String> beginnings;

    /** @param beginnings as {@link FileSignature} has them */
    ForeignKind(String title, String... beginnings) {
        this.title = title;
        this.beginnings = List.of(beginnings);
    }

    /** Returns what a file is, with its article. */
    static Optional<String> named(Bytes file) {
        return Arrays.stream(values())
                .filter(kind -> FileSignature.isOneOf(kind.beginnings, file))
                .findFirst()
                .map(kind -> kind.title);
    }
}
