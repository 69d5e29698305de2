package dev.webcheck.local.command;

import java.util.List;

/** Options of JVMs that are to be there soon, on a machine with few processors, and have little to do then. */
final class QuickStart {

    /** The second compiler takes half of all processor time until a service is ready; it pays for those that work for hours. */
    static final List<String> JVM_OPTIONS = List.of("-XX:TieredStopAtLevel=1");

    private QuickStart() {}
}
