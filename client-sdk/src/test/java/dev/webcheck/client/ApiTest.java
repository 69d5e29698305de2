package dev.webcheck.client;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.event.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What applications may be written against is what is recorded in {@code src/test/api}, no less and no more. */
class ApiTest {

    private static final String ACCEPT = "webcheck.accept-api";
    private static final Path RECORDED = Path.of("src", "test", "api");

    @ParameterizedTest
    @ValueSource(classes = {Webcheck.class, Event.class})
    void the_public_api_is_the_recorded_one(Class<?> inPackage) throws Exception {
        Path file = RECORDED.resolve(inPackage.getPackageName() + ".txt");
        List<String> api = PublicApi.ofPackageOf(inPackage);
        if (Boolean.getBoolean(ACCEPT)) {
            Files.write(file, api);
        }
        List<String> recorded = Files.readAllLines(file);
        assertThat(differences(recorded, api))
                .as(
                        "%s. What is missing now (-) breaks applications. What is new (+) must be kept from now on."
                                + " If it is meant, run this test with -D%s and commit the file.",
                        file, ACCEPT + "=true")
                .isEmpty();
    }

    private static List<String> differences(List<String> recorded, List<String> api) {
        return Stream.concat(
                        recorded.stream().filter(not(api::contains)).map(line -> "- " + line),
                        api.stream().filter(not(recorded::contains)).map(line -> "+ " + line))
                .toList();
    }
}
