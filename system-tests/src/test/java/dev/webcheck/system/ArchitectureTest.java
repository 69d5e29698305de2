package dev.webcheck.system;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between the modules, and what each may use of the world outside. */
class ArchitectureTest {

    private static final List<String> MODULES = List.of(
            "event-contract",
            "client-sdk",
            "correlation",
            "ingest-service",
            "worker-service",
            "request-store",
            "query-service",
            "local-stack",
            "examples",
            "benchmarks");

    private static final JavaClasses CLASSES = importAll();

    @Test
    void every_module_is_looked_at() {
        assertThat(MODULES).allSatisfy(module -> assertThat(CLASSES.stream().anyMatch(c -> c.getSource()
                        .map(source -> source.getUri().getPath().contains("/" + module + "/"))
                        .orElse(false)))
                .isTrue());
    }

    @Test
    void the_event_contract_knows_nobody() {
        classes()
                .that(in("dev.webcheck.event.."))
                .should()
                .onlyDependOnClassesThat(in(
                        "dev.webcheck.event..",
                        "java..",
                        "com.fasterxml.jackson.core..",
                        "com.github.f4b6a3.uuid..",
                        "org.jspecify.."))
                .check(CLASSES);
    }

    @Test
    void the_client_sdk_knows_the_contract_only() {
        classes()
                .that(in("dev.webcheck.client.."))
                .should()
                .onlyDependOnClassesThat(in(
                        "dev.webcheck.client..",
                        "dev.webcheck.event..",
                        "java..",
                        "javax.net.ssl..",
                        "com.fasterxml.jackson.core..",
                        "org.apache.hc..",
                        "org.apache.kafka..",
                        "org.slf4j..",
                        "org.jspecify.."))
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "intercept, record",
        "record,    compact journal",
        "compact,   ''",
        "journal,   ''",
        "publish,   record compact journal"
    })
    void the_parts_of_the_client_sdk_know_what_is_below_them(String part, String below) {
        String[] allowed = Stream.concat(Stream.of(part), Stream.of(below.split(" ")))
                .map(name -> "dev.webcheck.client." + name)
                .toArray(String[]::new);
        classes()
                .that(in("dev.webcheck.client." + part))
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackage("dev.webcheck.client..").or(in(allowed)))
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "org.apache.kafka..,             dev.webcheck.client.publish",
        "com.fasterxml.jackson.core..,   dev.webcheck.client.compact",
        "org.apache.hc..,                dev.webcheck.client.intercept dev.webcheck.client"
    })
    void each_library_is_known_to_one_part_of_the_client_sdk(String library, String parts) {
        noClasses()
                .that(in("dev.webcheck.client..").and(resideOutsideOfPackages(parts.split(" "))))
                .should()
                .dependOnClassesThat(in(library))
                .check(CLASSES);
    }

    @Test
    void nobody_goes_past_the_door_of_the_client_sdk() {
        noClasses()
                .that(resideOutsideOfPackage("dev.webcheck.client.."))
                .should()
                .dependOnClassesThat(in("dev.webcheck.client..").and(resideOutsideOfPackage("dev.webcheck.client")))
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.webcheck.ingest..", "dev.webcheck.worker..", "dev.webcheck.query.."})
    void services_never_know_one_another(String service) {
        noClasses()
                .that(in(service))
                .should()
                .dependOnClassesThat(in(
                                "dev.webcheck.ingest..",
                                "dev.webcheck.worker..",
                                "dev.webcheck.query..",
                                "dev.webcheck.client..",
                                "dev.webcheck.local..")
                        .and(resideOutsideOfPackages(service)))
                .check(CLASSES);
    }

    @Test
    void correlation_is_plain_java_and_knows_the_contract_only() {
        classes()
                .that(in("dev.webcheck.correlation.."))
                .should()
                .onlyDependOnClassesThat(
                        in("dev.webcheck.correlation..", "dev.webcheck.event..", "java..", "org.jspecify.."))
                .check(CLASSES);
        noClasses()
                .that(in("dev.webcheck.correlation.."))
                .should()
                .dependOnClassesThat(in("java.sql..", "java.net..", "java.nio..", "java.io.."))
                .check(CLASSES);
    }

    @Test
    void the_rules_of_the_correlation_have_one_door() {
        assertThat(CLASSES.stream()
                        .filter(in("dev.webcheck.correlation.rule"))
                        .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(c -> c.getEnclosingClass().isEmpty())
                        .map(JavaClass::getSimpleName)
                        .toList())
                .containsExactlyInAnyOrder("Arrival", "Correlation", "Rules");
    }

    @Test
    void only_workers_know_the_rules_of_the_correlation_and_readers_know_no_more_than_its_words() {
        noClasses()
                .that(resideOutsideOfPackages("dev.webcheck.correlation..", "dev.webcheck.worker.."))
                .should()
                .dependOnClassesThat(in("dev.webcheck.correlation.rule"))
                .check(CLASSES);
        noClasses()
                .that(in("dev.webcheck.query..", "dev.webcheck.store.read.."))
                .should()
                .dependOnClassesThat(
                        in("dev.webcheck.correlation..").and(resideOutsideOfPackage("dev.webcheck.correlation")))
                .check(CLASSES);
    }

    @Test
    void the_store_knows_the_contract_and_the_correlation_and_each_side_of_it_is_used_by_one_service() {
        noClasses()
                .that(in("dev.webcheck.store.."))
                .should()
                .dependOnClassesThat(in("dev.webcheck..")
                        .and(resideOutsideOfPackages(
                                "dev.webcheck.store..", "dev.webcheck.correlation..", "dev.webcheck.event..")))
                .check(CLASSES);
        noClasses()
                .that(in("dev.webcheck.query.."))
                .should()
                .dependOnClassesThat(in("dev.webcheck.store.write.."))
                .check(CLASSES);
        noClasses()
                .that(in("dev.webcheck.worker.."))
                .should()
                .dependOnClassesThat(in("dev.webcheck.store.read..", "dev.webcheck.store.note.."))
                .check(CLASSES);
    }

    @Test
    void rows_do_not_leave_the_store() {
        noClasses()
                .that(in("dev.webcheck.query.."))
                .should()
                .dependOnClassesThat(in("dev.webcheck.store.read.sql.."))
                .check(CLASSES);
        noClasses()
                .that(in("dev.webcheck.query.."))
                // sets up connections, and asks nothing
                .and()
                .doNotHaveSimpleName("ReadOnlyConnections")
                .should()
                .dependOnClassesThat(in("java.sql..", "javax.sql.."))
                .check(CLASSES);
    }

    @Test
    void entities_do_not_leave_the_store_and_nobody_else_knows_the_mapper() {
        noClasses()
                .that(resideOutsideOfPackages("dev.webcheck.store.read..", "dev.webcheck.store.note.."))
                .should()
                .dependOnClassesThat(in("jakarta.persistence..", "org.hibernate..", "io.quarkus.hibernate..")
                        // bounds of settings
                        .and(resideOutsideOfPackage("org.hibernate.validator..")))
                .check(CLASSES);
        classes()
                .that()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .should()
                .bePackagePrivate()
                .check(CLASSES);
    }

    /** A mapper tells nobody that an entity that is {@code @Immutable} is persisted or deleted. */
    @Test
    void what_workers_write_is_only_read_by_entities() {
        noClasses()
                .that(in("dev.webcheck.store.read.."))
                .should()
                .callMethodWhere(target(nameMatching("persist.*|delete.*|update|merge|remove|flush"))
                        .and(target(owner(assignableTo("io.quarkus.hibernate.orm.panache.PanacheRepositoryBase")
                                .or(assignableTo("io.quarkus.hibernate.orm.panache.PanacheEntityBase"))
                                .or(assignableTo("jakarta.persistence.EntityManager"))
                                .or(assignableTo("org.hibernate.Session"))))))
                .check(CLASSES);
        classes()
                .that(in("dev.webcheck.store.read.."))
                .and()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .should()
                .beAnnotatedWith("org.hibernate.annotations.Immutable")
                .check(CLASSES);
    }

    @Test
    void packages_do_not_go_in_circles() {
        slices().matching("dev.webcheck.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void the_local_stack_knows_no_service_and_no_client() {
        noClasses()
                .that(in("dev.webcheck.local.."))
                .should()
                .dependOnClassesThat(in("dev.webcheck..").and(resideOutsideOfPackages("dev.webcheck.local..")))
                .check(CLASSES);
    }

    @Test
    void every_package_is_null_marked() {
        assertThat(CLASSES.stream()
                        .map(JavaClass::getPackage)
                        .distinct()
                        .filter(p -> !p.isAnnotatedWith(NullMarked.class))
                        .map(p -> p.getName())
                        .toList())
                .isEmpty();
    }

    @Test
    void no_class_has_a_name_that_says_nothing() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Util|Utils|Impl|Helper)")
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> in(String... packages) {
        return resideInAnyPackage(packages);
    }

    private static JavaClasses importAll() {
        List<Path> folders = MODULES.stream()
                .map(module -> Path.of("..", module).resolve("target").resolve("classes"))
                .toList();
        folders.forEach(folder -> assertThat(folder).matches(Files::isDirectory, "has been compiled"));
        return new ClassFileImporter()
                .withImportOption(location -> !location.contains("/jmh_generated/"))
                .importLocations(folders.stream().map(Location::of).toList());
    }
}
