package dev.webcheck.client;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An application that has left out some of the libraries: the SDK, loaded once more. */
final class ReducedClasspath implements AutoCloseable {

    private final URLClassLoader classes;
    private final Object builder;

    private ReducedClasspath(URLClassLoader classes) throws ReflectiveOperationException {
        this.classes = classes;
        builder =
                classes.loadClass(Webcheck.class.getName()).getMethod("builder").invoke(null);
    }

    /** Everything but the files and folders with this in their name; the folders above them may be called anything. */
    static ReducedClasspath without(Pattern leftOut) throws ReflectiveOperationException {
        URL[] entries = Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .map(Path::of)
                .filter(entry -> !leftOut.matcher(name(entry)).find())
                .map(ReducedClasspath::url)
                .toArray(URL[]::new);
        return new ReducedClasspath(new URLClassLoader(entries, ClassLoader.getPlatformClassLoader()));
    }

    ClassLoader classes() {
        return classes;
    }

    <T> ReducedClasspath with(String setting, Class<T> type, T value) throws ReflectiveOperationException {
        builder.getClass().getMethod(setting, type).invoke(builder, value);
        return this;
    }

    AutoCloseable start() throws ReflectiveOperationException {
        return (AutoCloseable) builder.getClass().getMethod("start").invoke(builder);
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }

    private static String name(Path entry) {
        return String.valueOf(entry.getFileName());
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
