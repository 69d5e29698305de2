package dev.webcheck.query;

/** A website and how many requests went to it. */
record WebsiteJson(String website, long requests) {}
