package dev.webcheck.query.parameter;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parameters that name what many routes tell of. */
public final class Names {

    /** A service, by its name. */
    public static final String SERVICE = "service";

    /** A website: a host, with its port where that is not the default. */
    public static final String WEBSITE = "website";

    /** An instance, by its id. */
    public static final String INSTANCE_ID = "instanceId";

    private static final String EXPECTED_SERVICE = "must be the name of a service, of 1 to 255 characters";
    private static final String EXPECTED_WEBSITE =
            "must be a host, with its port if that is not the default, such as example.com or localhost:8080";

    private static final Pattern SERVICE_NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,255}");
    private static final Pattern NO_WEBSITE = Pattern.compile(".*[\\s/\\p{Cntrl}\\p{Cs}].*", Pattern.DOTALL);

    private Names() {}

    /**
     * Reads the name of a service; what is wrong with it is reported by the parameters.
     *
     * @param parameters of the request
     * @return empty if none is given
     */
    public static Optional<String> service(QueryParameters parameters) {
        return parameters.single(SERVICE, Names::service, EXPECTED_SERVICE);
    }

    /**
     * Reads the name of a service that must be given; what is wrong with it is reported by the parameters.
     *
     * @param parameters of the request
     * @return empty only if it is wrong
     */
    public static Optional<String> requiredService(QueryParameters parameters) {
        return parameters.required(SERVICE, Names::service, EXPECTED_SERVICE);
    }

    /**
     * Reads a website, in lower case; what is wrong with it is reported by the parameters.
     *
     * @param parameters of the request
     * @return empty if none is given
     */
    public static Optional<String> website(QueryParameters parameters) {
        return parameters.single(WEBSITE, Names::website, EXPECTED_WEBSITE);
    }

    private static Optional<String> service(String text) {
        return Optional.of(text).filter(name -> SERVICE_NAME.matcher(name).matches());
    }

    private static Optional<String> website(String text) {
        return text.isEmpty() || NO_WEBSITE.matcher(text).matches()
                ? Optional.empty()
                : Optional.of(text.toLowerCase(Locale.ROOT));
    }
}
