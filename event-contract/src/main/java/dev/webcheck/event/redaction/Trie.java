package dev.webcheck.event.redaction;

import java.util.Arrays;

/** Words and their marks, found character by character. A trie that is no longer written to is threadsafe. */
final class Trie {

    static final int ROOT = 0;
    static final int NONE = -1;

    private static final int ASCII = 128;

    private char[] labels = new char[64];
    private int[] children = new int[64];
    private int[] siblings = new int[64];
    private byte[] marks = new byte[64];
    private int size = 1;

    /** The nodes of the first characters, which most look-ups do not get past. */
    private final int[] first = new int[ASCII];

    Trie() {
        Arrays.fill(first, NONE);
        children[ROOT] = NONE;
        siblings[ROOT] = NONE;
    }

    /** The node of a word, added where it is missing. */
    int add(String word) {
        int node = ROOT;
        for (int i = 0; i < word.length(); i++) {
            int next = child(node, word.charAt(i));
            node = next == NONE ? append(node, word.charAt(i)) : next;
        }
        return node;
    }

    int child(int node, char c) {
        if (node == ROOT && c < ASCII) {
            return first[c];
        }
        int child = children[node];
        while (child != NONE && labels[child] != c) {
            child = siblings[child];
        }
        return child;
    }

    int marks(int node) {
        return marks[node];
    }

    void mark(int node, int mark) {
        marks[node] = (byte) mark;
    }

    private int append(int parent, char c) {
        if (size == labels.length) {
            int larger = size * 2;
            labels = Arrays.copyOf(labels, larger);
            children = Arrays.copyOf(children, larger);
            siblings = Arrays.copyOf(siblings, larger);
            marks = Arrays.copyOf(marks, larger);
        }
        int node = size++;
        labels[node] = c;
        children[node] = NONE;
        siblings[node] = children[parent];
        children[parent] = node;
        if (parent == ROOT && c < ASCII) {
            first[c] = node;
        }
        return node;
    }
}
