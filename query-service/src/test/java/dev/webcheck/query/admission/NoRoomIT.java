package dev.webcheck.query.admission;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;

import dev.webcheck.query.Contract;
import dev.webcheck.query.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No room for any answer but refusals. */
@QuarkusTest
@TestProfile(NoRoomIT.NoRoom.class)
@QuarkusTestResource(PostgresResource.class)
class NoRoomIT {

    public static final class NoRoom implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("webcheck.query.admission.unsent", "0", "webcheck.query.admission.streams", "0");
        }
    }

    @Test
    void where_no_byte_may_wait_refusals_still_get_through() throws Exception {
        refused("/api/v1/requests?limit=1", "Too many answers wait for their readers at present.");
        refused("/api/v1/requests?format=ndjson", "As many answers are streamed at present as may be at a time.");
    }

    private static void refused(String url, String detail) throws Exception {
        Response answer = get(url);
        answer.then().statusCode(503).header("Retry-After", "5").body("detail", equalTo(detail));
        Contract.published().check("Problem", answer.asString());
    }
}
