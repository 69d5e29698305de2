-- What a begin and an end tell beyond V1, each null where it was not told. None of it is indexed. Columns of their own cost
-- a writer less than an array or a document with the same values, and nothing where they are null.
ALTER TABLE request
    -- from the begin: the traceparent of W3C Trace Context, and headers that the user allowed, by lower-case name
    ADD COLUMN trace_id                   uuid,
    ADD COLUMN span_id                    text,
    ADD COLUMN request_headers            jsonb,
    -- how far the request had come: from an end other than COMPLETED, or from a stop of its instance while there is no end
    ADD COLUMN phase                      text CHECK (phase IN
                                            ('LEASING', 'CONNECTING', 'SENDING', 'AWAITING', 'READING')),
    -- from the end: how long the phases took, and bytes of the bodies (as transferred, but for the decoded one)
    ADD COLUMN lease_nanos                bigint,
    ADD COLUMN dns_nanos                  bigint,
    ADD COLUMN connect_nanos              bigint,
    ADD COLUMN tls_nanos                  bigint,
    ADD COLUMN send_nanos                 bigint,
    ADD COLUMN first_byte_nanos           bigint,
    ADD COLUMN body_nanos                 bigint,
    ADD COLUMN request_body_size          bigint,
    ADD COLUMN response_body_size         bigint,
    ADD COLUMN response_decoded_body_size bigint,
    ADD COLUMN protocol_version           text,
    ADD COLUMN peer_address               text,
    ADD COLUMN peer_port                  integer,
    ADD COLUMN response_headers           jsonb;

-- How far each of the open_requests had come, in the same order; empty where none of them is told.
ALTER TABLE instance
    ADD COLUMN open_phases text[] NOT NULL DEFAULT '{}';
