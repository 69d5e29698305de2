package dev.webcheck.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Goes from page to page as a client does. */
public final class Pages {

    /** 1 MiB, the one row with which it is reached, and what JSON adds. */
    public static final int LONGEST = (1 << 20) + 200_000;

    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");

    private Pages() {}

    /** All pages of a list, none of which is longer than a page may be. */
    public static List<Response> of(String list) {
        List<Response> pages = new ArrayList<>();
        Optional<String> page = Optional.of(list);
        while (page.isPresent()) {
            Response answer = given().urlEncodingEnabled(false).get(page.get());
            answer.then().statusCode(200);
            assertThat(answer.asByteArray()).hasSizeLessThan(LONGEST);
            pages.add(answer);
            page = Optional.ofNullable(answer.header("Link"))
                    .map(NEXT::matcher)
                    .filter(Matcher::find)
                    .map(link -> link.group(1));
        }
        return pages;
    }
}
