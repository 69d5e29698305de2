package dev.webcheck.query.parameter;

import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The value of a {@code Link} header (RFC 8288) that leads to the next page: an absolute URL under the host that the client
 * asked for, or that a trusted proxy says it did.
 */
public final class NextLink {

    private NextLink() {}

    /**
     * The link from one page to the next.
     *
     * @param page where the page was asked for
     * @param cursor where the next one starts
     * @return the value of the header
     */
    public static String to(UriInfo page, String cursor) {
        List<String> query = new ArrayList<>();
        page.getQueryParameters().forEach((name, values) -> {
            if (!name.equals(Paging.CURSOR)) {
                values.forEach(value -> query.add(encoded(name) + "=" + encoded(value)));
            }
        });
        query.add(Paging.CURSOR + "=" + cursor);
        return "<" + page.getAbsolutePath() + "?" + String.join("&", query) + ">; rel=\"next\"";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
