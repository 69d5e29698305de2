package dev.webcheck.client.intercept;

import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;

/** The outermost of the chain: gives all requests of one {@code execute} their call, and sees what decoding makes of a body. */
final class CallHandler implements ExecChainHandler {

    private final Calls calls;

    CallHandler(Calls calls) {
        this.calls = calls;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Call call = calls.enter(scope.clientContext);
        ClassicHttpResponse response;
        try {
            response = chain.proceed(request, scope);
        } catch (Throwable thrown) {
            call.failed();
            throw thrown;
        }
        if (response instanceof AnsweredResponse answered) {
            response = answered.arrived();
        }
        ResponseBody body = call.takeLastBody();
        if (body != null) {
            body.delivered();
            followDecoding(response, body);
        }
        return response;
    }

    private void followDecoding(ClassicHttpResponse response, ResponseBody body) {
        try {
            HttpEntity entity = response.getEntity();
            if (entity != null && body.isDecodedBy(entity)) {
                response.setEntity(new DecodedEntity(entity, body));
            }
        } catch (Throwable failure) {
            calls.failed(failure);
        }
    }
}
