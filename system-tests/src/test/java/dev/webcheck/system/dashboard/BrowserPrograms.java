package dev.webcheck.system.dashboard;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A Chromium on this machine, and the program that drives it. */
record BrowserPrograms(Path browser, Path driver) {

    static final String NONE =
            "The browser tests of the dashboard were NOT RUN: there is no Chromium with its chromedriver on"
                    + " this machine (on Debian: apt-get install chromium chromium-driver).";

    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    static Optional<BrowserPrograms> find() {
        return onPath(BROWSERS.stream()).flatMap(browser -> onPath(Stream.of("chromedriver"))
                .map(driver -> new BrowserPrograms(browser, driver)));
    }

    private static Optional<Path> onPath(Stream<String> names) {
        List<String> folders = Arrays.asList(
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator));
        return names.flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
