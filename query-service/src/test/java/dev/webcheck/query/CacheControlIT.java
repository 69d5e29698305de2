package dev.webcheck.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.local.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class CacheControlIT {

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    @Test
    void no_answer_of_the_api_is_kept_by_others_and_none_is_used_again_without_asking() throws Exception {
        Rows rows = new Rows(postgres);
        rows.clear();
        UUID id = rows.completed(Rows.NOON, 1);
        rows.incident(Rows.INSTANCE, "checkout", Rows.NOON);

        for (String route : Contract.published().paths().keySet()) {
            if (!route.equals(Questions.LIVE)) {
                String url = route.replaceAll("\\{[^}]*}", id.toString());
                assertNotStored(given().get(url), url);
                assertNotStored(given().get(url + "?foo=bar"), url + "?foo=bar");
                assertNotStored(given().head(url), "HEAD " + url);
                assertNotStored(given().accept("image/png").get(url), url + " as a picture");
                assertNotStored(given().post(url), "POST " + url);
            }
        }
        for (String url : new String[] {
            "/api/v1/requests?format=csv",
            "/api/v1/requests?format=ndjson",
            "/api/v1/requests/live?foo=bar",
            "/api/v1/requests/" + UUID.randomUUID(),
            "/api/v1/nothing",
            "/api/",
            "/q/health",
            "/q/openapi"
        }) {
            assertNotStored(given().get(url), url);
        }
        assertNotStored(given().head(Questions.LIVE), Questions.LIVE);
        assertThat(PlainHttp.exchange("GET /api/v1/requests?text=a|b HTTP/1.0\r\n\r\n"))
                .startsWith("HTTP/1.0 400")
                .containsIgnoringCase("\r\ncache-control: no-store\r\n");
    }

    @Test
    void what_has_a_tag_may_be_kept_by_who_asked() throws Exception {
        Rows rows = new Rows(postgres);
        rows.clear();
        UUID id = rows.completed(Rows.NOON, 1);

        Response one = given().get("/api/v1/requests/" + id);
        Response unchanged = given().header("If-None-Match", one.header("ETag")).get("/api/v1/requests/" + id);

        assertThat(one.header("Cache-Control")).isEqualTo("no-cache, private");
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.header("Cache-Control")).isEqualTo("no-cache, private");
    }

    @Test
    void the_pages_of_the_dashboard_are_kept_and_asked_for_again() {
        assertThat(given().get("/").header("Cache-Control")).isEqualTo("no-cache");
        assertThat(given().get("/dashboard/main.js").header("Cache-Control")).isEqualTo("no-cache");
    }

    private static void assertNotStored(Response answer, String what) {
        String expected = answer.header("ETag") == null ? "no-store" : "no-cache, private";
        assertThat(answer.headers().getValues("Cache-Control"))
                .as("%s: %s", what, answer.statusLine())
                .containsExactly(expected);
    }
}
