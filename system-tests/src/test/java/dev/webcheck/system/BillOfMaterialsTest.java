package dev.webcheck.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** What applications import has a version written down twice, since it has no parent. */
class BillOfMaterialsTest {

    private static final Element BOM = read(Path.of("..", "bom", "pom.xml"));
    private static final Element PARENT = read(Path.of("..", "pom.xml"));

    @Test
    void it_is_of_the_version_of_everything_and_manages_that() {
        String version = text(PARENT, "version");
        assertThat(text(BOM, "version")).isEqualTo(version);
        assertThat(dependencies())
                .extracting(managed -> text(managed, "version"))
                .containsOnly(version);
    }

    @Test
    void it_manages_what_applications_use_and_nothing_else() {
        assertThat(dependencies())
                .extracting(managed -> text(managed, "groupId") + ":" + text(managed, "artifactId"))
                .containsExactlyInAnyOrder("dev.webcheck:webcheck-client-sdk", "dev.webcheck:webcheck-event-contract");
        assertThat(BOM.getElementsByTagName("parent").getLength()).isZero();
    }

    private static List<Element> dependencies() {
        return elements(BOM, "dependency");
    }

    /** Of the first element of that name, which is the project's own as long as that stands before all others. */
    private static String text(Element element, String name) {
        return elements(element, name).get(0).getTextContent();
    }

    private static List<Element> elements(Element element, String name) {
        var found = element.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(index -> (Element) found.item(index))
                .toList();
    }

    private static Element read(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(content)
                    .getDocumentElement();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
