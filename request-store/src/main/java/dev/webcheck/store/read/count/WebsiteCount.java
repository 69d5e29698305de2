package dev.webcheck.store.read.count;

/**
 * How many requests went to a website. This record is immutable.
 *
 * @param website the host, with its port if that is not the default
 * @param requests how many, whatever became of them
 */
public record WebsiteCount(String website, long requests) {}
