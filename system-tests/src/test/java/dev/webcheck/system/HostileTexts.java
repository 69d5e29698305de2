package dev.webcheck.system;

import java.util.List;

/** Texts that events may hold, and that have broken systems. */
final class HostileTexts {

    static final List<String> SERVICES =
            List.of("shop", "'; DROP TABLE request; --", "{NULL,\"a\\\"b\"}", "\u202egnip");

    static final List<String> METHODS = List.of("GET", "POST", "NULL", "'", "`reboot`|");

    static final List<String> PATHS = List.of(
            "/",
            "/cart?id=1&id=2#here",
            "/<script>alert(1)</script>",
            "/'; DELETE FROM request WHERE 'a'='a",
            "/%00%ff?q=%c0%ae",
            "/{NULL,\"quoted\\\"\"},(a,b)",
            "/\u202etxt.exe",
            "/\ud83d\ude00\ud83c\udff3\ufe0f\u200d\ud83c\udf08",
            "/" + "long".repeat(2_000));

    static final List<String> HEADERS =
            List.of("said", "\"quoted\" \\ back", "\u0001\t\r\n\u2028", "{\"a\":[1,null]}", "\ufffd\ud83d\ude00", "");

    private HostileTexts() {}
}
