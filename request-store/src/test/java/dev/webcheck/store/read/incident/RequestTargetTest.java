package dev.webcheck.store.read.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTargetTest {

    @ParameterizedTest
    @CsvSource({
        "https://a.example/orders/42/items, /orders/{id}/items",
        "https://a.example/orders/7d3f2f2e-7a0b-4f39-8f5e-0d6a4a1b2c3d, /orders/{id}",
        "https://a.example/orders/7D3F2F2E-7A0B-4F39-8F5E-0D6A4A1B2C3D/, /orders/{id}/",
        "https://a.example/blobs/da39a3ee5e6b4b0d3255bfef95601890afd80709?x=1, /blobs/{id}",
        "https://a.example/v2/decade/facade, /v2/decade/facade",
        "https://a.example/orders?id=42, /orders",
        "https://a.example:8080/#top, /",
        "https://a.example, /",
        "https://a.example?x=/1/2, /",
        "https://a.example//1//, //{id}//"
    })
    void identifiers_are_generalized_and_the_query_is_left_out(String url, String route) {
        assertThat(RequestTarget.exactly("GET", "a.example", url).route())
                .isEqualTo(new RequestTarget("GET", "a.example", route, false));
    }
}
