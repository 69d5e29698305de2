package dev.webcheck.query.count;

/** A website and how many requests went to it. */
record WebsiteJson(String website, long requests) {}
