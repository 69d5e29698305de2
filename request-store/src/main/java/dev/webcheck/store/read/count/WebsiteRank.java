package dev.webcheck.store.read.count;

/**
 * A website among others. This record is immutable.
 *
 * @param website the host, with its port if that is not the default
 * @param counts its requests in a time frame
 */
public record WebsiteRank(String website, RequestCounts counts) {}
