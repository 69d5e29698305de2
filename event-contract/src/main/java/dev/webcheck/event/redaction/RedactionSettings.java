package dev.webcheck.event.redaction;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What an operator can set about redaction.
 *
 * @param builtInNames whether the names of the built-in lists count
 * @param sensitive further names whose values are secrets; they go before the same built-in names
 * @param harmless names whose values are no secrets; they go before the same built-in names
 * @param allParameters whether the values of all query parameters are redacted, whatever their names
 */
public record RedactionSettings(
        boolean builtInNames, Set<String> sensitive, Set<String> harmless, boolean allParameters) {

    /** The built-in names and nothing else. */
    public static final RedactionSettings DEFAULT = new RedactionSettings(true, Set.of(), Set.of(), false);

    private static final String IN_ADDITION = "+";
    private static final String HARMLESS = "-";
    private static final Pattern NAME =
            Pattern.compile("(?=[^\\p{L}\\p{N}]*+[\\p{L}\\p{N}])[^\\[\\]:/=&;?#%,+\\s\\p{Cntrl}]{1,128}");
    private static final int MOST_NAMES = 200;

    public RedactionSettings {
        sensitive = Set.copyOf(sensitive);
        harmless = Set.copyOf(harmless);
    }

    /**
     * Reads the setting {@code sensitive-parameters}: names, separated by commas. With a {@code +} before the first, they are
     * in addition to the built-in ones, else in their place. A {@code -} before a name makes that name harmless.
     *
     * @param names at most 200; an empty text: no value is redacted for its name
     * @param allParameters whether the values of all query parameters are redacted
     * @return the settings
     * @throws IllegalArgumentException if the text is anything else; the message is what it must be
     */
    public static RedactionSettings parse(String names, boolean allParameters) {
        boolean inAddition = names.startsWith(IN_ADDITION);
        String list = inAddition ? names.substring(IN_ADDITION.length()) : names;
        Set<String> sensitive = new TreeSet<>();
        Set<String> harmless = new TreeSet<>();
        if (!list.isBlank()) {
            for (String entry : list.split(",", -1)) {
                String name = entry.strip();
                if (!NAME.matcher(name).matches()) {
                    throw new IllegalArgumentException("names of query parameters, separated by commas, with a + before"
                            + " the first to add to the built-in ones, and a - before each that is harmless");
                }
                boolean isHarmless = name.startsWith(HARMLESS);
                (isHarmless ? harmless : sensitive).add(isHarmless ? name.substring(HARMLESS.length()) : name);
            }
        }
        if (sensitive.size() + harmless.size() > MOST_NAMES) {
            throw new IllegalArgumentException("at most " + MOST_NAMES + " names of query parameters");
        }
        return new RedactionSettings(inAddition, sensitive, harmless, allParameters);
    }

    /**
     * The same names, and all parameters or not.
     *
     * @param all whether the values of all query parameters are redacted
     * @return the settings
     */
    public RedactionSettings withAllParameters(boolean all) {
        return new RedactionSettings(builtInNames, sensitive, harmless, all);
    }
}
