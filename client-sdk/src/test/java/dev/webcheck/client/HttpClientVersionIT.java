package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import org.apache.hc.client5.http.impl.cache.CachingHttpClients;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests of this run have the HttpClient that the run is for, and no other beside it. */
class HttpClientVersionIT {

    private static final String VERSION = System.getProperty("webcheck.test.httpclient");
    private static final String VERSION_OF_CACHE = System.getProperty("webcheck.test.httpclient-cache");

    @Test
    void the_client_and_its_cache_are_of_the_versions_of_this_run() throws Exception {
        assertThat(jarOf(HttpClients.class)).isEqualTo("httpclient5-" + VERSION + ".jar");
        assertThat(jarOf(CachingHttpClients.class)).isEqualTo("httpclient5-cache-" + VERSION_OF_CACHE + ".jar");
    }

    @ParameterizedTest
    @ValueSource(classes = {HttpClients.class, CachingHttpClients.class, HttpHost.class})
    void there_is_one_of_each_only(Class<?> type) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        assertThat(Collections.list(type.getClassLoader().getResources(file))).hasSize(1);
    }

    private static String jarOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .getFileName()
                .toString();
    }
}
