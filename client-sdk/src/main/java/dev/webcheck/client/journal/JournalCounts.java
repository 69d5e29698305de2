package dev.webcheck.client.journal;

/**
 * What has gone through a journal since its instance started. Internal to the SDK.
 *
 * @param begun begins that were recorded
 * @param ended ends that were recorded
 * @param unrecorded requests that were not recorded, for want of room or for another reason that the recorder had
 */
public record JournalCounts(long begun, long ended, long unrecorded) {

    JournalCounts plus(JournalCounts more) {
        return new JournalCounts(begun + more.begun, ended + more.ended, unrecorded + more.unrecorded);
    }
}
