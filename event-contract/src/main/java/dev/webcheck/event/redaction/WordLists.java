package dev.webcheck.event.redaction;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The word lists of {@code words.txt}.
 *
 * @param version the version of the lists
 * @param sections the phrases of each section, without separators
 */
record WordLists(int version, Map<String, List<String>> sections) {

    private static final String RESOURCE = "words.txt";

    /** Reads the lists. */
    static WordLists read() {
        try (InputStream in = WordLists.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(
                        "The jar of the event contract lacks " + RESOURCE + ", which names the secrets to redact");
            }
            return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> phrases(String section) {
        return sections.getOrDefault(section, List.of());
    }

    private static WordLists parse(List<String> lines) {
        int version = 0;
        Map<String, List<String>> sections = new HashMap<>();
        List<String> phrases = new ArrayList<>();
        for (String line : lines) {
            String text = line.strip();
            if (text.startsWith("version ")) {
                version = Integer.parseInt(text.substring("version ".length()));
            } else if (text.startsWith("[")) {
                phrases = sections.computeIfAbsent(text.substring(1, text.length() - 1), name -> new ArrayList<>());
            } else if (!text.isEmpty() && !text.startsWith("#")) {
                for (String phrase : text.split(",", -1)) {
                    expand("", phrase.strip().split(" +", -1), 0, phrases);
                }
            }
        }
        return new WordLists(version, sections);
    }

    /** {@code a|b c} is short for {@code a c} and {@code b c}. */
    private static void expand(String before, String[] words, int at, List<String> phrases) {
        if (at == words.length) {
            phrases.add(before);
            return;
        }
        for (String alternative : words[at].split("\\|", -1)) {
            expand(before + Words.plain(alternative), words, at + 1, phrases);
        }
    }
}
