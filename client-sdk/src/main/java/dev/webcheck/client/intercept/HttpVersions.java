package dev.webcheck.client.intercept;

import org.apache.hc.core5.http.ProtocolVersion;

/** The versions of HTTP, as OpenTelemetry's {@code network.protocol.version} names them. */
final class HttpVersions {

    private HttpVersions() {}

    static String name(ProtocolVersion version) {
        int major = version.getMajor();
        int minor = version.getMinor();
        if (major == 1) {
            return minor == 1 ? "1.1" : "1." + minor;
        }
        return minor == 0 ? Integer.toString(major) : major + "." + minor;
    }
}
