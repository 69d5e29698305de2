package dev.webcheck.system.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From a question to its answer: how far that is, and what is read on the way. */
@ExtendWith(InBrowser.class)
class DashboardAnswersIT {

    private final Dashboard dashboard;
    private final Chromium browser;

    DashboardAnswersIT(Dashboard dashboard) {
        this.dashboard = dashboard;
        this.browser = dashboard.browser();
    }

    @Test
    void whether_a_request_went_out_before_its_process_died_is_one_click_from_the_overview() {
        dashboard.open("");
        browser.sees("section[aria-labelledby=deaths]", Shop.DEAD_SERVICE);
        browser.sees("section[aria-labelledby=deaths] .incident-detector", "Proven");
        browser.sees("section[aria-labelledby=deaths] [data-execution=NOT_SENT]", "1 not sent");
        browser.click("section[aria-labelledby=deaths] .incidents a");
        browser.sees(".group[data-execution=POSSIBLY_EXECUTED]", "/charge");
        browser.sees(".group[data-execution=NOT_SENT]", "/connecting");
    }

    @Test
    void a_request_leads_to_the_death_of_its_process() {
        dashboard.open(
                "requests?request=" + dashboard.requests("/charge").get(0).get("id"));
        browser.sees(Dashboard.DRAWER + " .history", "Proven journal");
        browser.click(Dashboard.DRAWER + " a[href*=incident]");
        browser.sees("h1", Shop.DEAD_SERVICE + " died");
        assertThat(browser.address()).contains("incident=" + dashboard.dead());
    }

    @Test
    void the_page_of_a_website_tells_its_numbers_and_what_did_not_come_back() {
        dashboard.open("websites?website=pay.example");
        browser.sees(".tile[data-kind=crashed]", "3");
        browser.seesTexts(
                Dashboard.ROW,
                rows -> rows.size() == 3 && rows.stream().allMatch(row -> row.contains("pay.example")),
                "three requests that did not come back");
        browser.click(Dashboard.ROW + " a.row-link");
        browser.sees(Dashboard.DRAWER, "Did it happen?");
        assertThat(browser.address()).contains("website=pay.example").contains("request=");
    }

    @Test
    void which_whole_hours_count_is_said_where_hours_are_counted() {
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        String since =
                DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC).format(hour);
        dashboard.open("websites?from=" + hour.plusSeconds(1200) + "&to=" + hour.plus(2, ChronoUnit.HOURS));
        inUtc();
        browser.seesTexts(
                "h1",
                texts -> texts.get(0).matches("Websites in whole hours, since (.+, )?" + since),
                "since when hours count");
        dashboard.open("websites?from=2026-01-05T14:20:00Z&to=2026-01-05T14:35:00Z");
        browser.sees("h1", "in whole hours, 5 Jan, 14:00 – 15:00");
        browser.sees(".frame", "5 Jan, 14:20 – 14:35");
    }

    @Test
    void the_list_of_requests_that_a_number_leads_to_has_its_time_frame() {
        dashboard.open("websites");
        browser.sees(".websites", "pay.example");
        assertThat(browser.ask("return document.querySelector('.websites td a[href*=CRASHED]').href"))
                .asString()
                .contains("frame=24h");
    }

    @Test
    void another_view_begins_at_its_top_and_has_the_focus() {
        browser.resize(360, 400);
        dashboard.open("incidents");
        browser.sees(".incidents", Shop.DEAD_SERVICE);
        browser.ask("document.querySelector('.incidents a').focus(); scrollTo(0, 200)");
        browser.awaits("scrollY > 0");
        browser.press(Chromium.ENTER);
        browser.sees("h1", Shop.DEAD_SERVICE + " died");
        browser.awaits("scrollY === 0 && document.activeElement.id === 'main'");
    }

    @Test
    void the_form_of_a_time_frame_closes_by_escape() {
        dashboard.open("requests");
        browser.click(".pop summary");
        browser.awaits("document.querySelector('.pop').open");
        browser.press(Chromium.TAB, Chromium.ESCAPE);
        browser.awaits("!document.querySelector('.pop').open && document.activeElement.matches('.pop summary')");
    }

    private void inUtc() {
        if (!Boolean.TRUE.equals(browser.ask("return localStorage.getItem('webcheck.zone') === 'utc'"))) {
            browser.click("button[aria-label^='Time zone']");
        }
    }
}
