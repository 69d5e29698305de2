package dev.webcheck.client;

import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.SSLConnectionSocketFactory;

/** Pools of connections that trust {@link TestTls}, in the way that each HttpClient from 5.2 on knows. */
final class TlsPools {

    private TlsPools() {}

    @SuppressWarnings("deprecation")
    static PoolingHttpClientConnectionManagerBuilder trusting() {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setSSLSocketFactory(new SSLConnectionSocketFactory(TestTls.context()));
    }
}
