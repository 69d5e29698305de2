package dev.webcheck.system.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webcheck.local.LocalStack;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The dashboard in a browser, with requests that came all the way from the SDK; the tests of one run share it. */
final class Dashboard implements AutoCloseable {

    static final String ROW = "table.requests tbody tr";
    static final String DRAWER = "dialog[open]";

    private final LocalStack stack;
    private final Shop shop;
    private final UUID dead;
    private final Chromium browser;

    private Dashboard(LocalStack stack, Shop shop, UUID dead, Chromium browser) {
        this.stack = stack;
        this.shop = shop;
        this.dead = dead;
        this.browser = browser;
    }

    static Dashboard start() {
        assertThat(BrowserPrograms.find()).as(BrowserPrograms.NONE).isPresent();
        LocalStack stack = LocalStack.startTemporary();
        Shop shop = new Shop(stack);
        UUID dead = shop.die();
        shop.stopUnderAHostileName();
        for (int item = 1; item <= 8; item++) {
            shop.get("/items/" + item);
        }
        shop.get("/missing/page");
        shop.getRefused();
        Dashboard dashboard = new Dashboard(
                stack, shop, dead, Chromium.start(BrowserPrograms.find().orElseThrow()));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> dashboard.requests("/refused").size() == 1
                        && dashboard.requests("/items/").size() == 8
                        && dashboard.requests("pay.example").stream()
                                .allMatch(request -> "CRASHED".equals(request.get("outcome"))));
        return dashboard;
    }

    LocalStack stack() {
        return stack;
    }

    Shop shop() {
        return shop;
    }

    /** The instance that died with requests in flight. */
    UUID dead() {
        return dead;
    }

    Chromium browser() {
        return browser;
    }

    void open(String page) {
        browser.open(stack.query().baseUri().resolve("/" + page).toString());
    }

    List<Map<String, Object>> requests(String text) {
        return RestAssured.given()
                .baseUri(stack.query().baseUri().toString())
                .queryParam("text", text)
                .get("/api/v1/requests")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("$");
    }

    @Override
    public void close() {
        browser.close();
        try {
            shop.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            stack.close();
        }
    }
}
