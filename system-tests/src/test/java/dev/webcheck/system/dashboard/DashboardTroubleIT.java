package dev.webcheck.system.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the dashboard says when something is wrong: with what it was asked, with whom it asks, with what others call themselves. */
@ExtendWith(InBrowser.class)
class DashboardTroubleIT {

    private final Dashboard dashboard;
    private final Chromium browser;

    DashboardTroubleIT(Dashboard dashboard) {
        this.dashboard = dashboard;
        this.browser = dashboard.browser();
    }

    @ParameterizedTest
    @CsvSource({
        "requests?from=yesterday&to=2026-01-05T14:35:00Z, from is yesterday",
        "websites?from=2026-01-05T14:35:00Z, to is missing",
        "incidents?from=2026-01-06T00:00:00Z&to=2026-01-05T00:00:00Z, from is not before to",
        "?frame=15m, frame is 15m"
    })
    void a_time_frame_that_is_none_is_not_passed_over_in_silence(String address, String said) {
        dashboard.open(address);
        browser.sees("main .stale", "The time frame in the address is not right: " + said);
    }

    @Test
    void a_wrong_filter_is_said_at_its_field() {
        dashboard.open("requests?instanceId=nonsense");
        browser.sees("main [role=alert]", "instanceId");
        assertThat(browser.ask("""
                        const field = document.querySelector('input[name=instanceId]');
                        return field.ariaInvalid + ', ' + document.getElementById(field.getAttribute('aria-describedby')).textContent;
                        """)).asString().contains("true, must be a UUID");
        assertThat(browser.texts(".tag[data-wrong]")).singleElement().asString().contains("nonsense");
        // The console tells each answer that is no success.
        browser.console();
    }

    @Test
    void a_name_that_others_chose_turns_nothing_around_and_makes_no_page_wider() {
        browser.resize(360, 740);
        for (String page : new String[] {"instances", "requests"}) {
            dashboard.open(page);
            browser.sees(page.equals("instances") ? "main .list" : "select[name=service]", "<b>‹U+202E›gnillib</b>");
            assertThat(browser.texts("body").get(0)).doesNotContain("\u202E");
            browser.awaits("document.documentElement.scrollWidth <= innerWidth");
        }
        browser.resize(800, 740);
        browser.awaits("document.documentElement.scrollWidth <= innerWidth");
    }

    @Test
    void a_database_that_is_away_is_said_once_and_what_was_known_stays() {
        dashboard.open("");
        browser.sees(".ranked", dashboard.shop().host());
        browser.sees(Dashboard.ROW, "/");
        dashboard.stack().postgres().crash();
        try {
            browser.sees(".connection", "No longer connected");
            browser.sees("main .stale", "What follows is as of");
            assertThat(browser.texts(".stale")).hasSize(1);
            assertThat(browser.texts(".ranked")).isNotEmpty();
            dashboard.open("requests");
            browser.sees("main .state-title", "No answer at present");
            browser.sees(".connection", "No longer connected");
        } finally {
            dashboard.stack().postgres().restart();
        }
        browser.sees(Dashboard.ROW, "/");
        browser.sees(".connection", "Live");
        browser.console();
    }
}
