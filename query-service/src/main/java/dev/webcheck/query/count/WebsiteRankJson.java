package dev.webcheck.query.count;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.store.read.count.WebsiteRank;

/** A website among others. */
@JsonPropertyOrder({"website", "failures", "crashes", "counts"})
record WebsiteRankJson(
        String website,
        long failures,
        long crashes,
        @JsonUnwrapped CountsJson counts) {

    static WebsiteRankJson of(WebsiteRank rank) {
        return new WebsiteRankJson(
                rank.website(),
                rank.counts().of(Outcome.FAILED),
                rank.counts().of(Outcome.CRASHED),
                CountsJson.of(rank.counts()));
    }
}
