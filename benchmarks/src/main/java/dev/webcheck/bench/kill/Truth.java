package dev.webcheck.bench.kill;

import dev.webcheck.bench.kill.WatchfulServer.Progress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of the requests of one application that has ended, without Webcheck.
 *
 * @param seen what the server saw, and how far it came
 * @param ended requests whose end the application has seen
 */
record Truth(Map<Token, Progress> seen, Set<Token> ended) {

    static Truth of(Application application) {
        Set<Token> ended = new HashSet<>();
        for (int lane = 0; lane < Sender.LANES; lane++) {
            for (int number = 1; number <= application.lanes().lastEnded(lane); number++) {
                ended.add(new Token(lane, number));
            }
        }
        return new Truth(application.server().seen(), ended);
    }

    Findings compare(List<RecordedRequest> recorded) {
        Map<Token, RecordedRequest> byToken = new HashMap<>();
        Findings findings = Findings.NONE;
        long twice = 0;
        for (RecordedRequest request : recorded) {
            if (byToken.put(request.token(), request) == null) {
                findings = findings.plus(of(request));
            } else {
                twice++;
            }
        }
        return findings.plus(new Findings(0, missed(byToken.keySet()), 0, 0, 0, 0, twice, 0, 0, 0, 0, 0));
    }

    private Findings of(RecordedRequest request) {
        boolean hasEnded = ended.contains(request.token());
        boolean crashed = request.isCrashed();
        return new Findings(
                1,
                0,
                one(crashed && hasEnded),
                one(isWrong(request)),
                one(request.outcome().equals("IN_FLIGHT")),
                one(hasEnded && request.outcome().equals("UNKNOWN")),
                0,
                one(crashed),
                one(crashed && request.isDetectedBy("journal")),
                one(crashed && request.isDetectedBy("lease")),
                one(request.isSaid("NOT_SENT")),
                one(request.isSaid("EXECUTED_ANSWER_LOST")));
    }

    /** A lease proves nothing, so that one cannot say by it that a request did not leave. */
    private boolean isWrong(RecordedRequest request) {
        Progress progress = seen.get(request.token());
        boolean falselyUnsent = request.isSaid("NOT_SENT") && (progress != null || request.isDetectedBy("lease"));
        boolean falselyAnswered = request.isSaid("EXECUTED_ANSWER_LOST") && progress != Progress.ANSWERING;
        return falselyUnsent || falselyAnswered;
    }

    private long missed(Set<Token> recorded) {
        Set<Token> known = new HashSet<>(seen.keySet());
        known.addAll(ended);
        known.removeAll(recorded);
        return known.size();
    }

    private static long one(boolean is) {
        return is ? 1 : 0;
    }
}
