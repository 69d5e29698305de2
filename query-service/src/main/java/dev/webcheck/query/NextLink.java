package dev.webcheck.query;

import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The value of a {@code Link} header that leads to the next page. Its reference is relative to the page it comes with, so it
 * holds under whatever host, scheme and prefix a proxy gives that page.
 */
final class NextLink {

    private NextLink() {}

    static String to(UriInfo page, UUID last) {
        String path = page.getRequestUri().getRawPath();
        String self = path.substring(path.lastIndexOf('/') + 1);
        List<String> query = new ArrayList<>();
        page.getQueryParameters().forEach((name, values) -> {
            if (!name.equals(ListQuery.CURSOR)) {
                values.forEach(value -> query.add(encoded(name) + "=" + encoded(value)));
            }
        });
        query.add(ListQuery.CURSOR + "=" + Cursor.encode(last));
        return "<" + (self.isEmpty() ? "./" : self) + "?" + String.join("&", query) + ">; rel=\"next\"";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
