package dev.webcheck.system.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees and does, with requests that came all the way from the SDK. */
@ExtendWith(InBrowser.class)
class DashboardIT {

    private final Dashboard dashboard;
    private final Chromium browser;
    private final Shop shop;

    DashboardIT(Dashboard dashboard) {
        this.dashboard = dashboard;
        this.browser = dashboard.browser();
        this.shop = dashboard.shop();
    }

    @Test
    void the_overview_tells_rates_failures_crashes_latency_and_websites() {
        dashboard.open("");
        browser.sees("h1", "Overview");
        browser.sees(".tile[data-kind=crashed]", "4");
        browser.sees(".tile[data-kind=failed]", "1");
        browser.seesTexts(
                ".trio",
                tiles -> tiles.stream().anyMatch(tile -> tile.matches("p50 [0-9].* p95 [0-9].* p99 [0-9].*")),
                "percentiles");
        browser.sees(".tile", "of those that ended, in the last hour");
        browser.sees(".ranked", shop.host());
        browser.sees(Dashboard.ROW, "/items/8");
        browser.awaits("document.querySelectorAll('time-chart canvas').length === 3");
        browser.sees(".connection", "Live");
    }

    @Test
    void each_death_is_shown_with_what_was_in_flight_in_three_groups() {
        dashboard.open("incidents");
        browser.sees(".incidents", Shop.DEAD_SERVICE);
        browser.click(".incidents a");
        browser.sees("h1", Shop.DEAD_SERVICE + " died");
        assertThat(browser.address()).contains("incident=" + dashboard.dead());
        browser.sees(".group[data-execution=NOT_SENT]", "/connecting");
        browser.sees(".group[data-execution=POSSIBLY_EXECUTED]", "/charge");
        browser.sees(".group[data-execution=EXECUTED_ANSWER_LOST]", "/receipt");
        browser.sees(".group[data-execution=POSSIBLY_EXECUTED]", "POST is not idempotent");
    }

    @Test
    void a_person_writes_down_what_became_of_a_death() {
        dashboard.open("incidents?incident=" + dashboard.dead());
        browser.type(".note-form textarea", "It was charged. <img src=x onerror=window.hacked=3>\u202E");
        browser.type(".note-form input[name=author]", "<b>Mia</b>");
        browser.click(".note-form button");
        browser.sees(".notes", "<b>Mia</b>");
        browser.sees(".notes", "It was charged. <img src=x onerror=window.hacked=3>‹U+202E›");
        browser.awaits("document.querySelector('.note-form textarea').value === ''");
        assertThat(browser.ask("return window.hacked ?? null")).isNull();
    }

    @Test
    void websites_and_instances_are_listed_and_lead_to_more() {
        dashboard.open("websites");
        browser.sees(".websites", shop.host());
        browser.sees(".websites", "pay.example");
        dashboard.open("websites?website=" + shop.host());
        browser.sees("h1", shop.host());
        browser.awaits("document.querySelectorAll('time-chart canvas').length === 3");
        dashboard.open("instances");
        browser.sees("main .list", Shop.SERVICE);
        browser.click("#instance-" + dashboard.dead().toString());
        browser.sees(Dashboard.DRAWER, dashboard.dead().toString());
        browser.sees(Dashboard.DRAWER, "Is all recorded?");
    }

    @Test
    void a_new_request_appears_by_itself() {
        dashboard.open("requests");
        browser.sees(".connection", "Live");
        browser.sees(Dashboard.ROW, "/items/1");
        String path = "/live/" + UUID.randomUUID();
        shop.get(path);
        browser.sees(Dashboard.ROW, path.substring(path.length() - 12));
        browser.sees(Dashboard.ROW + "[data-kind=COMPLETED]", path.substring(path.length() - 12));
    }

    @Test
    void nothing_moves_under_the_pointer() {
        dashboard.open("requests");
        browser.sees(".connection", "Live");
        browser.sees(Dashboard.ROW, "/items/1");
        browser.pointAt(Dashboard.ROW);
        String path = "/held/" + UUID.randomUUID();
        shop.get(path);
        browser.sees(".newer", "Show 1 new request");
        assertThat(browser.texts(Dashboard.ROW)).noneMatch(row -> row.contains(path.substring(path.length() - 12)));
        browser.pointAt("h1");
        browser.sees(Dashboard.ROW, path.substring(path.length() - 12));
        browser.awaits("!document.querySelector('.newer')");
    }

    @Test
    void filters_are_the_address_and_an_address_is_a_view() {
        dashboard.open("requests");
        browser.sees(Dashboard.ROW, "/items/1");
        browser.click(".chip[data-kind=CRASHED]");
        browser.seesTexts(Dashboard.ROW, rows -> rows.size() == 4, "four crashed requests");
        assertThat(browser.address()).contains("outcome=CRASHED");
        browser.type("input[name=text]", "charge");
        browser.seesTexts(
                Dashboard.ROW, rows -> rows.size() == 1 && rows.get(0).contains("/charge"), "only the charge");
        assertThat(browser.address()).contains("text=charge");

        String address = browser.address();
        browser.open("about:blank");
        browser.open(address);
        browser.seesTexts(
                Dashboard.ROW, rows -> rows.size() == 1 && rows.get(0).contains("/charge"), "only the charge");
        dashboard.open("requests?outcome=FAILED&errorType=connect");
        browser.seesTexts(
                Dashboard.ROW, rows -> rows.size() == 1 && rows.get(0).contains("refused"), "only the refused one");
        dashboard.open("requests?text=" + UUID.randomUUID());
        browser.sees("main", "No request is like that");
    }

    @Test
    void a_link_to_a_request_shows_its_phases_its_evidence_and_its_call() {
        dashboard.open(
                "requests?request=" + dashboard.requests("/items/3").get(0).get("id"));
        browser.sees(Dashboard.DRAWER, "/items/3");
        browser.sees(Dashboard.DRAWER + " .waterfall", "Wait for the answer");
        browser.sees(Dashboard.DRAWER + " .attempts", "Completed");
        dashboard.open(
                "requests?request=" + dashboard.requests("/charge").get(0).get("id"));
        browser.sees(Dashboard.DRAWER, "Possibly executed");
        browser.sees(Dashboard.DRAWER + " .history", "journal");
        browser.sees(Dashboard.DRAWER + " .steps li[data-step=last]", "Waits for the answer");
    }

    @Test
    void everything_can_be_done_by_keyboard() {
        dashboard.open("requests?text=pay.example");
        browser.seesTexts(Dashboard.ROW, rows -> rows.size() == 3, "three requests");
        browser.press(Chromium.TAB);
        browser.awaits("document.activeElement.matches('.skip')");
        browser.press(Chromium.ENTER, Chromium.TAB);
        browser.awaits("document.activeElement.closest('main')");
        browser.ask("document.querySelector('a.row-link').focus()");
        browser.press(Chromium.DOWN);
        browser.awaits("document.activeElement === document.querySelectorAll('a.row-link')[1]");
        String row = String.valueOf(browser.ask("return document.activeElement.id"));
        browser.press(Chromium.ENTER);
        browser.sees(Dashboard.DRAWER, "pay.example");
        assertThat(browser.address()).contains(row.replace("request-", "request="));
        browser.awaits("document.activeElement.closest('dialog[open]')");
        browser.press(Chromium.ESCAPE);
        browser.awaits("!document.querySelector('dialog[open]')");
        browser.awaits("document.activeElement.id === '" + row + "'");
    }

    @Test
    void markup_in_a_url_is_shown_as_text_and_runs_nowhere() {
        dashboard.open("requests?text=evil.example");
        browser.sees(Dashboard.ROW, "onerror=window.hacked=1>");
        dashboard.open(
                "requests?request=" + dashboard.requests("evil.example").get(0).get("id"));
        browser.sees(Dashboard.DRAWER, "‹U+202E›<script>window.hacked=1</script>");
        dashboard.open("incidents?incident=" + dashboard.dead());
        browser.sees(".group", "onerror=window.hacked=1>");
        dashboard.open("requests?text=" + "%3Cimg%20src%3Dx%20onerror%3Dwindow.hacked%3D2%3E");
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
            dashboard.open(page);
            browser.awaits("document.querySelector('" + Dashboard.ROW + "')");
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
        dashboard.open("request");
        browser.sees("main", "There is no such page");
        assertThat(browser.console()).singleElement().asString().contains("404");
        browser.click("main a.button");
        browser.sees("h1", "Overview");
        dashboard.open("requests/?text=charge");
        browser.seesTexts(Dashboard.ROW, rows -> rows.size() == 1, "only the charge");
    }

    @Test
    void the_theme_that_was_chosen_stays() {
        dashboard.open("");
        browser.sees("h1", "Overview");
        browser.click("button[aria-label^=Theme]");
        browser.click("button[aria-label^=Theme]");
        browser.awaits("getComputedStyle(document.documentElement).colorScheme === 'dark'");
        dashboard.open("requests");
        browser.awaits("getComputedStyle(document.documentElement).colorScheme === 'dark'");
        browser.click("button[aria-label^=Theme]");
        browser.awaits("!document.documentElement.dataset.theme");
    }

    @Test
    void a_service_that_is_away_is_said_to_be_away_and_what_was_known_stays() {
        dashboard.open("requests");
        browser.sees(".connection", "Live");
        browser.sees(Dashboard.ROW, "/items/1");
        dashboard.stack().query().kill();
        try {
            browser.sees(".connection", "No longer connected");
            assertThat(browser.texts(Dashboard.ROW)).isNotEmpty();
        } finally {
            dashboard.stack().query().restart();
        }
        browser.sees(".connection", "Live");
        // The console tells each try that failed.
        browser.console();
    }

    @Test
    void the_description_of_the_api_is_still_shown() {
        dashboard.open("q/swagger-ui");
        browser.sees(".opblock-summary-path", "/api/v1");
    }

    /** Opens each page there is, and goes on once it shows what it is for. */
    private void everyPage(Consumer<String> then) {
        Map<String, String> pages = Map.of(
                "",
                "#deaths",
                "requests",
                Dashboard.ROW,
                "requests?request=" + dashboard.requests("/charge").get(0).get("id"),
                Dashboard.DRAWER + " .history",
                "requests?request=" + dashboard.requests("/items/3").get(0).get("id"),
                Dashboard.DRAWER + " .attempts",
                "incidents",
                ".incidents",
                "incidents?incident=" + dashboard.dead(),
                ".group-list",
                "websites",
                ".websites",
                "websites?website=pay.example",
                ".tiles ~ section " + Dashboard.ROW,
                "instances",
                "main .list",
                "instances?instance=" + dashboard.dead(),
                Dashboard.DRAWER + " .ledger");
        pages.forEach((page, shown) -> {
            dashboard.open(page);
            browser.awaits("document.querySelector('" + shown + "')");
            then.accept(page);
        });
    }

    private static String axe() {
        try (InputStream script = DashboardIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(String what) {
        browser.ask(axe());
        List<Map<String, Object>> violations = browser.askLater("""
                const done = arguments[arguments.length - 1];
                axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
                   .then(found => done(found.violations.map(one => ({rule: one.id, nodes: one.nodes.map(n => n.html + ' ' + n.failureSummary)}))));
                """);
        assertThat(violations).as(what).isEmpty();
    }
}
