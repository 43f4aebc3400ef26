package io.bullring.benchmarks;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import io.bullring.counterexample.core.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The arrows between the modules. It lives here because only this module sees all the others; what must hold inside the
 * core is tested in the core.
 *
 * <pre>
 *   benchmarks ──► gateway ──► journal, arena ──► core ──► protocol
 * </pre>
 */
final class ArchitectureTest {
    private static final String ROOT = "io.bullring";
    private static final String BROKEN = "io.bullring.counterexample";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ArchitectureTest::isNoTestJar)
            .withImportOption(location -> !location.contains("/jmh_generated/"))
            .importPackages(ROOT);
    private static final JavaClasses BROKEN_CLASSES = new ClassFileImporter()
            .withImportOption(ArchitectureTest::isNoTestJar)
            .importPackages(BROKEN);

    @Test
    void shouldSeeTheModulesItJudges() {
        assertThat(List.of("protocol", "core", "gateway"))
                .allMatch(module -> CLASSES.containPackage(ROOT + "." + module));
    }

    @Test
    void shouldPointFromModuleToModuleOneWay() {
        modules(ROOT).check(CLASSES);
    }

    @Test
    void shouldHaveNoCyclesBetweenPackages() {
        noCycles(ROOT).check(CLASSES);
    }

    @Test
    void shouldReportCoreThatKnowsTheGateway() {
        assertThat(failures(modules(BROKEN))).anyMatch(line -> line.contains(Engine.class.getName()));
    }

    @Test
    void shouldReportCycleBetweenPackages() {
        assertThat(failures(noCycles(BROKEN))).anyMatch(line -> line.contains("Cycle detected"));
    }

    private static ArchRule modules(String root) {
        return layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("protocol")
                .definedBy(root + ".protocol..")
                .layer("core")
                .definedBy(root + ".core..")
                .layer("journal")
                .definedBy(root + ".journal..")
                .layer("arena")
                .definedBy(root + ".arena..")
                .layer("gateway")
                .definedBy(root + ".gateway..")
                .layer("benchmarks")
                .definedBy(root + ".benchmarks..")
                .whereLayer("benchmarks")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("gateway")
                .mayOnlyBeAccessedByLayers("benchmarks")
                .whereLayer("arena")
                .mayOnlyBeAccessedByLayers("gateway", "benchmarks")
                .whereLayer("journal")
                .mayOnlyBeAccessedByLayers("gateway", "benchmarks")
                .whereLayer("core")
                .mayOnlyBeAccessedByLayers("journal", "arena", "gateway", "benchmarks")
                .allowEmptyShould(true)
                .as("dependencies between modules point one way");
    }

    private static ArchRule noCycles(String root) {
        return slices().matching(root + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
    }

    private static List<String> failures(ArchRule rule) {
        return rule.evaluate(BROKEN_CLASSES).getFailureReport().getDetails();
    }

    /** The core's test-jar is on the class path, for the workload generator; its classes are not the core. */
    private static boolean isNoTestJar(Location location) {
        return !location.contains("-tests.jar") && !location.contains("/core/target/test-classes/");
    }
}
