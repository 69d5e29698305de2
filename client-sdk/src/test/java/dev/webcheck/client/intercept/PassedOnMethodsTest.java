package dev.webcheck.client.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A method with a default in an interface of HttpClient, if it is not passed on, would change what a client does. */
class PassedOnMethodsTest {

    static Stream<Arguments> wrappers() {
        return Stream.of(
                Arguments.of(ObservedRuntime.class, ExecRuntime.class),
                Arguments.of(AsyncCallRuntime.class, AsyncExecRuntime.class),
                Arguments.of(ObservedExchange.class, AsyncClientExchangeHandler.class),
                Arguments.of(SentChannel.class, DataStreamChannel.class),
                Arguments.of(AttemptCallback.class, AsyncExecCallback.class),
                Arguments.of(CallCallback.class, AsyncExecCallback.class),
                Arguments.of(ApplicationConsumer.class, AsyncDataConsumer.class));
    }

    @ParameterizedTest
    @MethodSource("wrappers")
    void every_method_is_passed_on(Class<?> wrapper, Class<?> wrapped) {
        assertThat(wrapped.getMethods())
                .filteredOn(method -> !Modifier.isStatic(method.getModifiers()))
                .allSatisfy(method ->
                        assertThat(declares(wrapper, method)).as("%s", method).isTrue());
    }

    private static boolean declares(Class<?> wrapper, Method method) {
        return Arrays.stream(wrapper.getDeclaredMethods())
                .anyMatch(own -> own.getName().equals(method.getName())
                        && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
    }
}
