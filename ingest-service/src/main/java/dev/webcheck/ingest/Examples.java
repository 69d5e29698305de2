package dev.webcheck.ingest;

/** What the OpenAPI page shows. */
final class Examples {

    static final String BEGIN = """
            {
              "type": "RequestBegin",
              "id": "019ab4c1-7e00-7a3b-9c51-0d2f6a8b1c01",
              "callId": "019ab4c1-7e00-7a3b-9c51-0d2f6a8b1c00",
              "attempt": 1,
              "instanceId": "9f2c4c3e-6d1b-4a52-8f0e-1b7a2c3d4e5f",
              "service": "shop",
              "method": "GET",
              "url": "https://example.org/cart"
            }""";

    static final String COMPLETED = """
            {
              "type": "RequestCompleted",
              "id": "019ab4c1-7e00-7a3b-9c51-0d2f6a8b1c01",
              "instanceId": "9f2c4c3e-6d1b-4a52-8f0e-1b7a2c3d4e5f",
              "outcome": "COMPLETED",
              "durationNanos": 42000000,
              "statusCode": 200
            }""";

    static final String ARRAY = "[" + BEGIN + "," + COMPLETED + "]";

    static final String LINES = """
            {"type":"RequestBegin","id":"019ab4c1-7e00-7a3b-9c51-0d2f6a8b1c01","callId":"019ab4c1-7e00-7a3b-9c51-0d2f6a8b1c00","attempt":1,"instanceId":"9f2c4c3e-6d1b-4a52-8f0e-1b7a2c3d4e5f","service":"shop","method":"GET","url":"https://example.org/cart"}
            {"type":"RequestCompleted","id":"019ab4c1-7e00-7a3b-9c51-0d2f6a8b1c01","instanceId":"9f2c4c3e-6d1b-4a52-8f0e-1b7a2c3d4e5f","outcome":"COMPLETED","durationNanos":42000000,"statusCode":200}
            """;

    static final String INVALID = """
            {
              "type": "urn:webcheck:problem:invalid-events",
              "status": 400,
              "title": "Invalid events",
              "detail": "1 of 2 events are invalid; nothing was taken.",
              "errors": [
                {
                  "index": 1,
                  "field": "url",
                  "value": "/cart",
                  "message": "must be an absolute http or https URL"
                }
              ]
            }""";

    static final String TOO_LARGE = """
            {
              "type": "urn:webcheck:problem:too-large",
              "status": 413,
              "title": "Too large",
              "detail": "A batch has at most 10000 events, but this one has more."
            }""";

    static final String UNSUPPORTED = """
            {
              "type": "urn:webcheck:problem:unsupported-media-type",
              "status": 415,
              "title": "Unsupported media type",
              "detail": "Content-Type must be application/json or application/x-ndjson."
            }""";

    static final String UNACKNOWLEDGED = """
            {
              "type": "urn:webcheck:problem:unacknowledged",
              "status": 503,
              "title": "The broker does not acknowledge",
              "detail": "The broker has not acknowledged the batch in time."
            }""";

    private Examples() {}
}
