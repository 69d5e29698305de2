/**
 * Small applications that show Webcheck: {@link dev.webcheck.examples.Simple}, {@link dev.webcheck.examples.App},
 * {@link dev.webcheck.examples.Crash}, and {@link dev.webcheck.examples.Demo}, which shows every outcome at once. Where to
 * find Kafka they learn as every application does: from {@code WEBCHECK_KAFKA_BOOTSTRAP_SERVERS}.
 */
@NullMarked
package dev.webcheck.examples;

import org.jspecify.annotations.NullMarked;
