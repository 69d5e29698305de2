package dev.webcheck.system.dashboard;

import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A browser without a window, told what to do in the words of WebDriver. What it is asked to see it waits for. */
final class Chromium implements AutoCloseable {

    static final String ESCAPE = "\uE00C";
    static final String ENTER = "\uE007";
    static final String DOWN = "\uE015";
    static final String TAB = "\uE004";

    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private final Process driver;
    private final String session;

    private Chromium(Process driver, String session) {
        this.driver = driver;
        this.session = session;
    }

    static Chromium start(BrowserPrograms programs) {
        int port = freePort();
        String base = "http://127.0.0.1:" + port;
        Process driver = launch(programs, port);
        try {
            await().atMost(AT_MOST)
                    .ignoreExceptions()
                    .until(() -> RestAssured.get(base + "/status").jsonPath().getBoolean("value.ready"));
            Map<String, Object> options = Map.of(
                    "binary",
                    programs.browser().toString(),
                    "args",
                    // The sandbox needs rights that a container and root do not have; only our own pages are opened.
                    List.of("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"));
            Map<String, Object> wanted = Map.of(
                    "browserName",
                    "chrome",
                    "goog:chromeOptions",
                    options,
                    "goog:loggingPrefs",
                    Map.of("browser", "ALL"));
            String session = post(base + "/session", Map.of("capabilities", Map.of("alwaysMatch", wanted)))
                    .getString("value.sessionId");
            return new Chromium(driver, base + "/session/" + session);
        } catch (RuntimeException e) {
            driver.destroyForcibly();
            throw e;
        }
    }

    void open(String url) {
        post(session + "/url", Map.of("url", url));
    }

    String address() {
        return RestAssured.get(session + "/url").jsonPath().getString("value");
    }

    void back() {
        post(session + "/back", Map.of());
    }

    void resize(int width, int height) {
        devTools(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void preferTheme(String theme) {
        devTools(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    /** The value of a function body in JavaScript. */
    @Nullable Object ask(String script, Object... arguments) {
        return post(session + "/execute/sync", Map.of("script", script, "args", List.of(arguments)))
                .get("value");
    }

    /** The objects that a function body in JavaScript tells the callback, which is its last argument. */
    List<Map<String, Object>> askLater(String script) {
        return post(session + "/execute/async", Map.of("script", script, "args", List.of()))
                .getList("value");
    }

    void click(String selector) {
        post(element(selector) + "/click", Map.of());
    }

    void pointAt(String selector) {
        String element = element(selector);
        Map<String, Object> move = Map.of(
                "type",
                "pointerMove",
                "origin",
                Map.of(ELEMENT, element.substring(element.lastIndexOf('/') + 1)),
                "x",
                0,
                "y",
                0);
        post(
                session + "/actions",
                Map.of("actions", List.of(Map.of("type", "pointer", "id", "mouse", "actions", List.of(move)))));
    }

    void type(String selector, String text) {
        post(element(selector) + "/value", Map.of("text", text));
    }

    /** Presses keys wherever the focus is. */
    void press(String... keys) {
        for (String key : keys) {
            List<Map<String, String>> strokes =
                    List.of(Map.of("type", "keyDown", "value", key), Map.of("type", "keyUp", "value", key));
            post(
                    session + "/actions",
                    Map.of("actions", List.of(Map.of("type", "key", "id", "keyboard", "actions", strokes))));
        }
    }

    /** What is to be read in all elements of this kind. */
    List<String> texts(String selector) {
        return post(
                        session + "/execute/sync",
                        Map.of(
                                "script",
                                "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)",
                                "args",
                                List.of(selector)))
                .getList("value");
    }

    /** Waits until this is to be read in an element of this kind. */
    void sees(String selector, String text) {
        seesTexts(selector, texts -> texts.stream().anyMatch(one -> one.contains(text)), "'" + text + "'");
    }

    void seesTexts(String selector, Predicate<List<String>> wanted, String what) {
        await(what + " in " + selector).atMost(AT_MOST).until(() -> texts(selector), wanted);
    }

    void awaits(String condition) {
        await(condition).atMost(AT_MOST).until(() -> Boolean.TRUE.equals(ask("return Boolean(" + condition + ")")));
    }

    /** What the console has told since the last time. */
    List<String> console() {
        return post(session + "/se/log", Map.of("type", "browser")).getList("value.message");
    }

    @Override
    public void close() {
        try {
            RestAssured.delete(session);
        } finally {
            driver.descendants().forEach(ProcessHandle::destroyForcibly);
            driver.destroyForcibly();
        }
    }

    private String element(String selector) {
        String id = await(selector)
                .atMost(AT_MOST)
                .until(
                        () -> RestAssured.given()
                                .contentType("application/json")
                                .body(Map.of("using", "css selector", "value", selector))
                                .post(session + "/element")
                                .jsonPath()
                                .getString("value['" + ELEMENT + "']"),
                        found -> found != null);
        return session + "/element/" + id;
    }

    private void devTools(String command, Map<String, Object> parameters) {
        post(session + "/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
    }

    private static JsonPath post(String url, Map<String, ?> body) {
        return RestAssured.given()
                .contentType("application/json")
                .body(body)
                .post(url)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static Process launch(BrowserPrograms programs, int port) {
        try {
            return new ProcessBuilder(programs.driver().toString(), "--port=" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(new File("target", "chromedriver.log")))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
