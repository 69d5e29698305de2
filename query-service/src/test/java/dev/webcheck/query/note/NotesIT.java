package dev.webcheck.query.note;

import static dev.webcheck.query.Rows.NOON;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.webcheck.local.EmbeddedPostgres;
import dev.webcheck.query.Contract;
import dev.webcheck.query.PlainHttp;
import dev.webcheck.query.PostgresResource;
import dev.webcheck.query.Rows;
import dev.webcheck.store.note.IncidentNotes;
import dev.webcheck.store.note.NoteChangedException;
import dev.webcheck.store.note.NoteContent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class NotesIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    @Inject
    DataSource database;

    @Inject
    IncidentNotes store;

    private Rows rows;
    private UUID dead;

    @BeforeEach
    void die() throws SQLException {
        rows = new Rows(postgres);
        rows.clear();
        rows.execute("TRUNCATE incident_note");
        dead = rows.incident(1, "checkout", NOON);
    }

    @Test
    void a_note_is_written_and_read_again() throws JsonProcessingException {
        Instant before = Instant.now();

        Response added = add("Mia", "The charge went through.");

        added.then()
                .statusCode(201)
                .contentType("application/json")
                .header("ETag", "\"0\"")
                .body("author", equalTo("Mia"))
                .body("text", equalTo("The charge went through."))
                .body("version", is(0));
        Contract.published().check("Note", added.asString());
        assertThat(Instant.parse(added.path("createdAt"))).isBetween(before.minusMillis(1), Instant.now());
        assertThat(added.header("Location")).endsWith(notes() + "/" + id(added));
        get(added.header("Location"))
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body(equalTo(added.asString()));
        given().header("If-None-Match", "\"0\"")
                .get(added.header("Location"))
                .then()
                .statusCode(304);
    }

    @Test
    void notes_are_listed_the_oldest_first() throws SQLException, JsonProcessingException {
        get(notes()).then().statusCode(200).body("$", hasSize(0));
        for (int i = 0; i < 12; i++) {
            add(null, "note " + i).then().statusCode(201).body("author", nullValue());
        }

        Response list = get(notes());

        assertThat(list.<List<String>>path("text"))
                .containsExactlyElementsOf(
                        IntStream.range(0, 12).mapToObj(i -> "note " + i).toList());
        Contract.published().check("Notes", list.asString());
        rows.execute("INSERT INTO incident_note VALUES (gen_random_uuid(), '" + dead
                + "', NULL, 'oldest', '2025-04-01T12:00:00Z', 3)");
        get(notes())
                .then()
                .body("[0].text", equalTo("oldest"))
                .body("[0].createdAt", equalTo("2025-04-01T12:00:00.000Z"));
    }

    @Test
    void a_note_is_on_one_incident() throws SQLException {
        String note = id(add(null, "here"));
        UUID other = rows.incident(2, "checkout", NOON);

        get(notes(other)).then().statusCode(200).body("$", hasSize(0));
        get(notes(other) + "/" + note).then().statusCode(404);
        change(notes(other) + "/" + note, "\"0\"", "there").then().statusCode(404);
        given().header("If-Match", "*").delete(notes(other) + "/" + note).then().statusCode(404);
        get(notes()).then().body("text", contains("here"));
    }

    @Test
    void a_death_that_is_taken_back_keeps_its_notes_and_takes_more() throws SQLException {
        rows.incident(Rows.INSTANCE, "checkout", NOON);
        add(Rows.INSTANCE, "Mia", "It is dead.").then().statusCode(201);
        rows.execute("DELETE FROM incident WHERE instance_id = '" + Rows.INSTANCE + "'");
        rows.execute(
                "UPDATE instance SET replaced_deaths = '"
                        + "[{\"detector\": \"lease\", \"at\": \"2025-04-01T12:00:12Z\", \"takenBackAt\": \"2025-04-01T12:01:00Z\"}]'");

        add(Rows.INSTANCE, "Mia", "It was not.").then().statusCode(201);

        get(notes(Rows.INSTANCE)).then().body("text", contains("It is dead.", "It was not."));
    }

    @Test
    void an_incident_or_note_that_there_is_not_is_not_found() throws JsonProcessingException {
        UUID nobody = UUID.randomUUID();
        for (Response answer : List.of(
                get(notes(nobody)),
                // lives
                get(notes(Rows.INSTANCE)),
                add(nobody, null, "x"),
                add(Rows.INSTANCE, null, "x"),
                get(notes() + "/" + nobody),
                change(notes() + "/" + nobody, "\"0\"", "x"),
                given().header("If-Match", "*").delete(notes() + "/" + nobody))) {
            answer.then().statusCode(404).contentType("application/problem+json");
            Contract.published().check("Problem", answer.asString());
        }
        get(notes(nobody)).then().body("detail", containsString(nobody.toString()));
    }

    @Test
    void a_note_is_changed_by_who_has_seen_it() throws JsonProcessingException {
        String note = notes() + "/" + id(add("Mia", "one"));

        Response changed = change(note, "\"0\"", "two");

        changed.then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("text", equalTo("two"))
                .body("author", nullValue())
                .body("version", is(1));
        Contract.published().check("Note", changed.asString());
        get(note).then().body(equalTo(changed.asString()));
        change(note, "\"7\", \"1\"", "three").then().statusCode(200).header("ETag", "\"2\"");
        change(note, "*", "four").then().statusCode(200).header("ETag", "\"3\"");
    }

    @Test
    void who_has_not_seen_what_there_is_overwrites_and_deletes_nothing() throws JsonProcessingException {
        String note = notes() + "/" + id(add("Mia", "one"));
        change(note, "\"0\"", "two").then().statusCode(200);

        for (Response answer : List.of(
                change(note, "\"0\"", "lost"),
                change(note, "W/\"1\"", "lost"),
                change(note, "nonsense", "lost"),
                given().header("If-Match", "\"0\"").delete(note),
                given().header("If-Match", "\"0\"").get(note))) {
            answer.then()
                    .statusCode(412)
                    .contentType("application/problem+json")
                    .header("ETag", "\"1\"");
            Contract.published().check("Problem", answer.asString());
        }
        for (Response answer : List.of(json(null, "lost").put(note), given().delete(note))) {
            answer.then().statusCode(428).body("detail", containsString("If-Match is missing"));
        }
        get(note).then().body("text", equalTo("two"));
    }

    @Test
    void of_many_who_change_the_same_note_at_once_one_does() throws Exception {
        String note = notes() + "/" + id(add(null, "one"));

        List<Integer> answers = atOnce(12, i -> change(note, "\"0\"", "of " + i).statusCode());

        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 412).hasSize(11);
        get(note).then().body("version", is(1));
    }

    @Test
    void who_is_overtaken_after_the_look_at_the_tag_overwrites_and_deletes_nothing() {
        Response added = add(null, "one");
        UUID note = UUID.fromString(id(added));
        change(added.header("Location"), "\"0\"", "two").then().statusCode(200);

        assertThatThrownBy(() -> store.change(dead, note, 0, new NoteContent(Optional.empty(), "lost")))
                .isInstanceOf(NoteChangedException.class);
        assertThatThrownBy(() -> store.delete(dead, note, 0)).isInstanceOf(NoteChangedException.class);

        get(added.header("Location")).then().body("text", equalTo("two")).body("version", is(1));
    }

    @Test
    void a_note_is_deleted_by_who_has_seen_it() {
        String note = notes() + "/" + id(add("Mia", "one"));

        given().header("If-Match", "\"0\"").delete(note).then().statusCode(204).body(equalTo(""));

        get(note).then().statusCode(404);
        get(notes()).then().body("$", hasSize(0));
    }

    @Test
    void an_incident_has_two_hundred_notes_at_the_most_whoever_writes_at_once() throws Exception {
        rows.execute("INSERT INTO incident_note SELECT gen_random_uuid(), '" + dead
                + "', NULL, 'x', now(), 0 FROM generate_series(1, 195)");

        List<Integer> answers = atOnce(12, i -> add(null, "of " + i).statusCode());

        assertThat(answers).filteredOn(status -> status == 201).hasSize(5);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(7);
        add(null, "more").then().statusCode(409).body("detail", containsString("200"));
        add(rows.incident(2, "checkout", NOON), null, "elsewhere").then().statusCode(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                   | text   |       | is missing",
                "{\"text\": null}                     | text   |       | is missing",
                "{\"text\": \"\"}                     | text   | ''    | 1 to 4000",
                "{\"text\": \" \\n \"}                | text   | ' \n ' | not only spaces",
                "{\"text\": 42}                       | text   | 42    | must be a text",
                "{\"text\": [\"a\"]}                  | text   | [\"a\"] | must be a text",
                "{\"text\": \"a\\u0000b\"}            | text   | 'a\0b' | U+0000",
                "{\"text\": \"a\\u001bb\"}            | text   | 'a\u001bb' | U+001B",
                "{\"text\": \"a\\u0085b\"}            | text   | 'a\u0085b' | U+0085",
                "{\"text\": \"a\", \"author\": \"\"}  | author | ''    | 1 to 100",
                "{\"text\": \"a\", \"author\": \"a\\nb\"} | author | 'a\nb' | U+000A",
                "{\"text\": \"a\", \"author\": {}}    | author | {}    | must be a text",
                "{\"text\": \"a\", \"id\": \"b\"}     | id     | b     | it has author, text",
                "{\"text\": \"a\", \"version\": 3}    | version | 3    | it has author, text"
            })
    void what_is_wrong_with_a_note_is_named_with_its_value(
            String body, String field, @Nullable String value, String message) throws JsonProcessingException {
        String note = notes() + "/" + id(add(null, "as it was"));
        for (Response answer : List.of(
                given().contentType("application/json").body(body).post(notes()),
                given().contentType("application/json")
                        .header("If-Match", "*")
                        .body(body)
                        .put(note))) {
            answer.then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("errors", hasSize(1))
                    .body("errors[0].field", equalTo(field))
                    .body("errors[0].value", equalTo(value))
                    .body("errors[0].message", containsString(message));
            Contract.published().check("Problem", answer.asString());
        }
        get(notes()).then().body("text", contains("as it was"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "null",
                "[]",
                "\"text\"",
                "{\"text\": \"a\"",
                "{\"text\": \"a\"} {}",
                "{\"text\": \"a\", \"text\": \"b\"}",
                "{\"text\": \"a\nb\"}"
            })
    void a_body_that_is_no_note_is_told_so(String body) throws JsonProcessingException {
        Response answer = given().contentType("application/json").body(body).post(notes());

        answer.then().statusCode(400).body("detail", containsString("The body"));
        Contract.published().check("Problem", answer.asString());
        assertThat(answer.asString()).doesNotContain("Exception");
    }

    @Test
    void half_a_character_is_none() {
        given().contentType("application/json")
                .body("{\"text\": \"a\\ud83d\"}")
                .post(notes())
                .then()
                .statusCode(400)
                .body("errors[0].message", containsString("U+D83D"));
    }

    @Test
    void the_longest_note_is_taken_and_one_character_more_is_not() {
        String longest = "\uD83D\uDE00".repeat(4_000);
        String name = "\u20AC".repeat(100);

        add(name, longest).then().statusCode(201).body("text", equalTo(longest)).body("author", equalTo(name));
        given().contentType("application/json")
                .body("{\"text\": \"" + "\\ud83d\\ude00".repeat(4_000) + "\"}")
                .post(notes())
                .then()
                .statusCode(201)
                .body("text", equalTo(longest));

        add(name, longest + "x").then().statusCode(400).body("errors.field", contains("text"));
        add(name + "x", "x").then().statusCode(400).body("errors.field", contains("author"));
        add(null, "x".repeat(100_000)).then().statusCode(413).body("detail", containsString("65536"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=alert(1)>",
                "</script><script>alert(1)</script>",
                "'; DROP TABLE incident_note; --",
                "?1 :p0 {r.*} $1 %s \\",
                "\u202Egnp.exe",
                "\u200Bhidden\uFEFF",
                "line\nline\r\n\ttab",
                "e\u0301 \uD83D\uDC68\u200D\uD83D\uDC69"
            })
    void a_hostile_text_is_a_text(String text) {
        Response added = add(text.replaceAll("\\s", " "), text);

        added.then()
                .statusCode(201)
                .contentType("application/json")
                .header("X-Content-Type-Options", "nosniff")
                .body("text", equalTo(text));
        get(notes()).then().body("[0].text", equalTo(text)).body("[0].author", equalTo(text.replaceAll("\\s", " ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "text/plain",
                "text/plain; a=application/json",
                "application/xml"
            })
    void what_a_form_of_another_site_can_send_is_no_note(String type) throws Exception {
        assertRefused(raw("POST", "Content-Type: " + type + "\r\nOrigin: https://evil.example\r\n"));
    }

    @Test
    void what_has_no_type_is_no_note() throws Exception {
        String note = "/" + id(add(null, "as it was"));

        assertRefused(raw("POST", ""));
        assertRefused(raw("PUT", note, "If-Match: *\r\n"));
        get(notes()).then().body("text", contains("as it was"));
    }

    @Test
    void no_other_site_is_allowed_to_ask() {
        Response asked = given().header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .options(notes());

        assertThat(asked.header("Access-Control-Allow-Origin")).isNull();
        assertThat(asked.header("Access-Control-Allow-Methods")).isNull();
    }

    @Test
    void other_methods_are_told_which_there_are() {
        String note = notes() + "/" + id(add(null, "one"));

        given().delete(notes()).then().statusCode(405).header("Allow", containsString("POST"));
        given().contentType("application/json")
                .body("{}")
                .post(note)
                .then()
                .statusCode(405)
                .header("Allow", containsString("PUT"));
        given().head(note).then().statusCode(200).header("ETag", "\"0\"");
        get(notes() + "/42").then().statusCode(400).body("errors.field", contains("noteId"));
        get("/api/v1/incidents/42/notes").then().statusCode(400).body("errors.field", contains("instanceId"));
        get(notes() + "?a=b").then().statusCode(400).body("errors.field", contains("a"));
    }

    @Test
    void nothing_but_a_note_can_be_written_by_the_sessions_of_this_service() throws SQLException {
        int moreThanThePoolHas = 20;
        for (int i = 0; i < moreThanThePoolHas; i++) {
            add(null, "note " + i).then().statusCode(201);
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute("DELETE FROM incident_note"))
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("25006"));
            }
        }
    }

    @Test
    void where_the_role_lacks_the_grant_that_is_told() throws SQLException, JsonProcessingException {
        rows.execute("CREATE FUNCTION forbid() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN RAISE EXCEPTION 'permission denied' USING ERRCODE = '42501'; END $$;"
                + " CREATE TRIGGER forbid BEFORE INSERT ON incident_note EXECUTE FUNCTION forbid()");
        try {
            Response answer = add(null, "x");

            answer.then().statusCode(403).body("detail", containsString("does not let this service write"));
            Contract.published().check("Problem", answer.asString());
        } finally {
            rows.execute("DROP FUNCTION forbid CASCADE");
        }
    }

    private Response add(@Nullable String author, String text) {
        return add(dead, author, text);
    }

    private static Response add(UUID instance, @Nullable String author, String text) {
        return json(author, text).post(notes(instance));
    }

    private static Response change(String note, String tag, String text) {
        return json(null, text).header("If-Match", tag).put(note);
    }

    private static RequestSpecification json(@Nullable String author, String text) {
        ObjectNode note = JSON.createObjectNode().put("text", text);
        if (author != null) {
            note.put("author", author);
        }
        return given().contentType("application/json").body(note.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String notes() {
        return notes(dead);
    }

    private static String notes(UUID instance) {
        return "/api/v1/incidents/" + instance + "/notes";
    }

    private static String id(Response note) {
        return note.then().statusCode(201).extract().path("id");
    }

    private String raw(String method, String headers) throws IOException {
        return raw(method, "", headers);
    }

    private String raw(String method, String below, String headers) throws IOException {
        String body = "{\"text\": \"from elsewhere\"}";
        return PlainHttp.exchange(
                method + " " + notes() + below + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private void assertRefused(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 415").contains("application/problem+json");
        assertThat(get(notes()).asString()).doesNotContain("from elsewhere");
    }

    private interface Numbered<T> {
        T apply(int number) throws Exception;
    }

    private static <T> List<T> atOnce(int times, Numbered<T> action) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Callable<T>> all = IntStream.range(0, times)
                    .<Callable<T>>mapToObj(i -> () -> action.apply(i))
                    .toList();
            return threads.invokeAll(all).stream().map(NotesIT::done).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> T done(Future<T> answer) {
        try {
            return answer.get();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
