package dev.webcheck.client.intercept;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;

/**
 * Which requests are recorded. This class is threadsafe.
 *
 * @param samplingRatio the share of the calls that are recorded, 0 to 1
 * @param included hosts whose requests are recorded; all if there are none
 * @param excluded hosts whose requests are not recorded, even if they are included
 */
public record Selection(double samplingRatio, List<HostPattern> included, List<HostPattern> excluded) {

    public Selection {
        included = List.copyOf(included);
        excluded = List.copyOf(excluded);
    }

    /** Decides for a whole call; where the request carries a trace, for the whole trace alike. */
    boolean samples(HttpRequest request) {
        if (samplingRatio >= 1) {
            return true;
        }
        return TraceContexts.sampleOf(request)
                        .orElseGet(() -> ThreadLocalRandom.current().nextDouble())
                < samplingRatio;
    }

    boolean includes(HttpHost host) {
        boolean wanted = included.isEmpty() || matches(included, host);
        return wanted && (excluded.isEmpty() || !matches(excluded, host));
    }

    private static boolean matches(List<HostPattern> patterns, HttpHost host) {
        for (HostPattern pattern : patterns) {
            if (pattern.matches(host.getHostName(), host.getPort())) {
                return true;
            }
        }
        return false;
    }
}
