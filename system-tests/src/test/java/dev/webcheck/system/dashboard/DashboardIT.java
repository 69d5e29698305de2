package dev.webcheck.system.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.webcheck.local.LocalStack;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees and does, with requests that came all the way from the SDK. */
@NullUnmarked
class DashboardIT {

    private static final String ROW = "table.requests tbody tr";
    private static final String DRAWER = "dialog[open]";

    private static LocalStack stack;
    private static Shop shop;
    private static UUID dead;
    private static Chromium browser;
    private static String axe;

    @BeforeAll
    static void start() throws IOException {
        Optional<BrowserPrograms> programs = BrowserPrograms.find();
        if (programs.isEmpty()) {
            System.out.println(BrowserPrograms.NONE);
        }
        // Where CI runs, a browser is installed before.
        assumeTrue(programs.isPresent() || "true".equals(System.getenv("CI")), BrowserPrograms.NONE);
        assertThat(programs).as(BrowserPrograms.NONE).isPresent();
        try (InputStream script = DashboardIT.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
        stack = LocalStack.startTemporary();
        shop = new Shop(stack);
        dead = shop.die();
        for (int item = 1; item <= 8; item++) {
            shop.get("/items/" + item);
        }
        shop.get("/missing/page");
        shop.getRefused();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> requests("/refused").size() == 1
                        && requests("/items/").size() == 8
                        && requests("pay.example").stream()
                                .allMatch(request -> "CRASHED".equals(request.get("outcome"))));
        browser = Chromium.start(programs.orElseThrow());
    }

    @AfterAll
    static void stop() throws IOException {
        if (browser != null) {
            browser.close();
        }
        if (shop != null) {
            shop.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @BeforeEach
    void inAWideWindow() {
        browser.resize(1280, 900);
        browser.preferTheme("light");
        browser.console();
    }

    /** Neither an error nor something that the content security policy forbids. */
    @AfterEach
    void nothingIsComplainedAbout() {
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void the_overview_tells_rates_failures_crashes_latency_and_websites() {
        open("");
        browser.sees("h1", "Overview");
        browser.sees(".tile[data-kind=crashed]", "4");
        browser.sees(".tile[data-kind=failed]", "1");
        browser.seesTexts(
                ".trio",
                tiles -> tiles.stream().anyMatch(tile -> tile.matches("p50 [0-9].* p95 [0-9].* p99 [0-9].*")),
                "percentiles");
        browser.sees(".tile", "of those that ended, in the last hour");
        browser.sees(".ranked", shop.host());
        browser.sees(ROW, "/items/8");
        browser.awaits("document.querySelectorAll('time-chart canvas').length === 3");
        browser.sees(".connection", "Live");
    }

    @Test
    void each_death_is_shown_with_what_was_in_flight_in_three_groups() {
        open("incidents");
        browser.sees(".incidents", Shop.DEAD_SERVICE);
        browser.click(".incidents a");
        browser.sees("h1", Shop.DEAD_SERVICE + " died");
        assertThat(browser.address()).contains("incident=" + dead);
        browser.sees(".group[data-execution=NOT_SENT]", "/connecting");
        browser.sees(".group[data-execution=POSSIBLY_EXECUTED]", "/charge");
        browser.sees(".group[data-execution=EXECUTED_ANSWER_LOST]", "/receipt");
        browser.sees(".group[data-execution=POSSIBLY_EXECUTED]", "POST is not idempotent");
    }

    @Test
    void websites_and_instances_are_listed_and_lead_to_more() {
        open("websites");
        browser.sees(".websites", shop.host());
        browser.sees(".websites", "pay.example");
        open("websites?website=" + shop.host());
        browser.sees("h1", shop.host());
        browser.awaits("document.querySelectorAll('time-chart canvas').length === 3");
        open("instances");
        browser.sees("main .list", Shop.SERVICE);
        browser.click("#instance-" + dead.toString());
        browser.sees(DRAWER, dead.toString());
        browser.sees(DRAWER, "Is all recorded?");
    }

    @Test
    void a_new_request_appears_by_itself() {
        open("requests");
        browser.sees(".connection", "Live");
        browser.sees(ROW, "/items/1");
        String path = "/live/" + UUID.randomUUID();
        shop.get(path);
        browser.sees(ROW, path.substring(path.length() - 12));
        browser.sees(ROW + "[data-kind=COMPLETED]", path.substring(path.length() - 12));
    }

    @Test
    void nothing_moves_under_the_pointer() {
        open("requests");
        browser.sees(".connection", "Live");
        browser.sees(ROW, "/items/1");
        browser.pointAt(ROW);
        String path = "/held/" + UUID.randomUUID();
        shop.get(path);
        browser.sees(".newer", "Show 1 new request");
        assertThat(browser.texts(ROW)).noneMatch(row -> row.contains(path.substring(path.length() - 12)));
        browser.pointAt("h1");
        browser.sees(ROW, path.substring(path.length() - 12));
        browser.awaits("!document.querySelector('.newer')");
    }

    @Test
    void filters_are_the_address_and_an_address_is_a_view() {
        open("requests");
        browser.sees(ROW, "/items/1");
        browser.click(".chip[data-kind=CRASHED]");
        browser.seesTexts(ROW, rows -> rows.size() == 4, "four crashed requests");
        assertThat(browser.address()).contains("outcome=CRASHED");
        browser.type("input[name=text]", "charge");
        browser.seesTexts(ROW, rows -> rows.size() == 1 && rows.get(0).contains("/charge"), "only the charge");
        assertThat(browser.address()).contains("text=charge");

        String address = browser.address();
        browser.open("about:blank");
        browser.open(address);
        browser.seesTexts(ROW, rows -> rows.size() == 1 && rows.get(0).contains("/charge"), "only the charge");
        open("requests?outcome=FAILED&errorType=connect");
        browser.seesTexts(ROW, rows -> rows.size() == 1 && rows.get(0).contains("refused"), "only the refused one");
        open("requests?text=" + UUID.randomUUID());
        browser.sees("main", "No request is like that");
    }

    @Test
    void a_link_to_a_request_shows_its_phases_its_evidence_and_its_call() {
        open("requests?request=" + requests("/items/3").get(0).get("id"));
        browser.sees(DRAWER, "/items/3");
        browser.sees(DRAWER + " .waterfall", "Wait for the answer");
        browser.sees(DRAWER + " .attempts", "Completed");
        open("requests?request=" + requests("/charge").get(0).get("id"));
        browser.sees(DRAWER, "Possibly executed");
        browser.sees(DRAWER + " .history", "journal");
        browser.sees(DRAWER + " .steps li[data-step=last]", "Waits for the answer");
    }

    @Test
    void everything_can_be_done_by_keyboard() {
        open("requests?text=pay.example");
        browser.seesTexts(ROW, rows -> rows.size() == 3, "three requests");
        browser.press(Chromium.TAB);
        browser.awaits("document.activeElement.matches('.skip')");
        browser.press(Chromium.ENTER, Chromium.TAB);
        browser.awaits("document.activeElement.closest('main')");
        browser.ask("document.querySelector('a.row-link').focus()");
        browser.press(Chromium.DOWN);
        browser.awaits("document.activeElement === document.querySelectorAll('a.row-link')[1]");
        String row = String.valueOf(browser.ask("return document.activeElement.id"));
        browser.press(Chromium.ENTER);
        browser.sees(DRAWER, "pay.example");
        assertThat(browser.address()).contains(row.replace("request-", "request="));
        browser.awaits("document.activeElement.closest('dialog[open]')");
        browser.press(Chromium.ESCAPE);
        browser.awaits("!document.querySelector('dialog[open]')");
        browser.awaits("document.activeElement.id === '" + row + "'");
    }

    @Test
    void markup_in_a_url_is_shown_as_text_and_runs_nowhere() {
        open("requests?text=evil.example");
        browser.sees(ROW, "onerror=window.hacked=1>");
        open("requests?request=" + requests("evil.example").get(0).get("id"));
        browser.sees(DRAWER, "‹U+202E›<script>window.hacked=1</script>");
        open("incidents?incident=" + dead);
        browser.sees(".group", "onerror=window.hacked=1>");
        open("requests?text=" + "%3Cimg%20src%3Dx%20onerror%3Dwindow.hacked%3D2%3E");
        browser.sees("main", "No request is like that");
        Object hacked = browser.ask("return window.hacked ?? null");
        assertThat(hacked).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void the_accessibility_checker_finds_nothing(String theme) {
        browser.preferTheme(theme);
        everyPage(page -> check(page + ", " + theme));
        browser.resize(360, 740);
        for (String page : List.of("", "requests")) {
            open(page);
            browser.awaits("document.querySelector('" + ROW + "')");
            check(page + ", " + theme + ", narrow");
        }
    }

    @Test
    void every_page_fits_a_telephone_and_asks_nothing_of_another_host() {
        browser.resize(360, 740);
        everyPage(page -> {
            browser.awaits("document.documentElement.scrollWidth <= innerWidth");
            Object others = browser.ask("return performance.getEntriesByType('resource').map(one => one.name)"
                    + ".filter(name => new URL(name).origin !== location.origin)");
            assertThat(others).as(page).isEqualTo(List.of());
            assertThat(browser.ask("return performance.getEntriesByType('resource').length > 20"))
                    .as("what %s asked for is known", page)
                    .isEqualTo(true);
        });
    }

    @Test
    void an_address_that_is_no_page_says_so() {
        open("request");
        browser.sees("main", "There is no such page");
        assertThat(browser.console()).singleElement().asString().contains("404");
        browser.click("main a.button");
        browser.sees("h1", "Overview");
        open("requests/?text=charge");
        browser.seesTexts(ROW, rows -> rows.size() == 1, "only the charge");
    }

    @Test
    void the_theme_that_was_chosen_stays() {
        open("");
        browser.sees("h1", "Overview");
        browser.click("button[aria-label^=Theme]");
        browser.click("button[aria-label^=Theme]");
        browser.awaits("getComputedStyle(document.documentElement).colorScheme === 'dark'");
        open("requests");
        browser.awaits("getComputedStyle(document.documentElement).colorScheme === 'dark'");
        browser.click("button[aria-label^=Theme]");
        browser.awaits("!document.documentElement.dataset.theme");
    }

    @Test
    void a_service_that_is_away_is_said_to_be_away_and_what_was_known_stays() {
        open("requests");
        browser.sees(".connection", "Live");
        browser.sees(ROW, "/items/1");
        stack.query().kill();
        try {
            browser.sees(".connection", "No longer connected");
            assertThat(browser.texts(ROW)).isNotEmpty();
        } finally {
            stack.query().restart();
        }
        browser.sees(".connection", "Live");
        // The console tells each try that failed.
        browser.console();
    }

    @Test
    void the_description_of_the_api_is_still_shown() {
        open("q/swagger-ui");
        browser.sees(".opblock-summary-path", "/api/v1");
    }

    private static void open(String page) {
        browser.open(stack.query().baseUri().resolve("/" + page).toString());
    }

    /** Opens each page there is, and goes on once it shows what it is for. */
    private static void everyPage(Consumer<String> then) {
        Map<String, String> pages = Map.of(
                "",
                ".ranked",
                "requests",
                ROW,
                "requests?request=" + requests("/charge").get(0).get("id"),
                DRAWER + " .history",
                "requests?request=" + requests("/items/3").get(0).get("id"),
                DRAWER + " .attempts",
                "incidents",
                ".incidents",
                "incidents?incident=" + dead,
                ".group-list",
                "websites",
                ".websites",
                "instances",
                "main .list",
                "instances?instance=" + dead,
                DRAWER + " .ledger");
        pages.forEach((page, shown) -> {
            open(page);
            browser.awaits("document.querySelector('" + shown + "')");
            then.accept(page);
        });
    }

    private static void check(String what) {
        browser.ask(axe);
        List<Map<String, Object>> violations = browser.askLater("""
                const done = arguments[arguments.length - 1];
                axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
                   .then(found => done(found.violations.map(one => ({rule: one.id, nodes: one.nodes.map(n => n.html + ' ' + n.failureSummary)}))));
                """);
        assertThat(violations).as(what).isEmpty();
    }

    private static List<Map<String, Object>> requests(String text) {
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
}
