package dev.webcheck.client.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTransportTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:5001, http://localhost:5001/api/v1/events",
        "HTTPS://ingest.example/, https://ingest.example/api/v1/events",
        "http://[::1]:5001, http://[::1]:5001/api/v1/events",
        "https://gateway.example/webcheck//, https://gateway.example/webcheck/api/v1/events",
        "http://localhost:5001/api/v1/events, http://localhost:5001/api/v1/events",
        "http://localhost:5001/api/v1/events/, http://localhost:5001/api/v1/events"
    })
    void the_endpoint_is_found(String url, URI endpoint) {
        assertThat(HttpTransport.endpoint(url)).contains(endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:5001",
                "ftp://localhost",
                "http://",
                "http:///path",
                "http://a b",
                "http://under_score",
                "http://localhost:0",
                "http://localhost:65536",
                "http://me:hidden@localhost",
                "http://localhost?a=b",
                "http://localhost#a"
            })
    void what_is_no_place_of_a_service_is_refused(String url) {
        assertThat(HttpTransport.endpoint(url)).isEmpty();
    }
}
