package dev.webcheck.query.request;

import dev.webcheck.query.parameter.QueryParameters;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Variant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a list of requests is written as. */
public enum ListFormat {
    /** A page, as an array. */
    JSON(MediaType.APPLICATION_JSON),
    /** All of them, a line of JSON each. */
    NDJSON(ListFormat.NDJSON_TYPE),
    /** All of them, a row each (RFC 4180). */
    CSV(ListFormat.CSV_TYPE);

    static final String FORMAT = "format";
    /** The media type of JSON by lines. */
    public static final String NDJSON_TYPE = "application/x-ndjson";
    /** The media type of CSV. */
    public static final String CSV_TYPE = "text/csv";

    private static final String ALLOWED =
            Arrays.stream(values()).map(ListFormat::word).collect(Collectors.joining(", "));

    private final String mediaType;

    ListFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    MediaType mediaType() {
        return MediaType.valueOf(mediaType);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format that a parameter asks for, which links in a browser can carry; else what the client accepts best. */
    static ListFormat of(QueryParameters parameters, Request request) {
        return parameters
                .single(FORMAT, ListFormat::ofWord, "must be one of " + ALLOWED)
                .orElseGet(() -> accepted(request));
    }

    static ListFormat accepted(Request request) {
        Variant wanted = request.selectVariant(Variant.mediaTypes(JSON.mediaType(), NDJSON.mediaType(), CSV.mediaType())
                .build());
        return wanted == null
                ? JSON
                : Arrays.stream(values())
                        .filter(format -> wanted.getMediaType().isCompatible(format.mediaType()))
                        .findFirst()
                        .orElse(JSON);
    }

    private static Optional<ListFormat> ofWord(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }
}
