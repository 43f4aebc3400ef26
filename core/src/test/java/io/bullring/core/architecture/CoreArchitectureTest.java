package io.bullring.core.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.FailureReport;
import io.bullring.counterexample.core.engine.Chance;
import io.bullring.counterexample.core.engine.Files;
import io.bullring.counterexample.core.engine.Fractions;
import io.bullring.counterexample.core.engine.Logs;
import io.bullring.counterexample.core.engine.Threads;
import io.bullring.counterexample.core.engine.Times;
import io.bullring.counterexample.core.engine.Upward;
import io.bullring.counterexample.core.pipeline.Host;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the deterministic core; each is also shown a class that breaks it, and must say so. */
final class CoreArchitectureTest {
    private static final String CORE = "io.bullring.core";
    private static final String BROKEN = "io.bullring.counterexample.core";

    private static final JavaClasses CORE_CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(CORE);
    private static final JavaClasses BROKEN_CLASSES = new ClassFileImporter().importPackages(BROKEN);

    @Test
    void shouldSeeTheClassesItJudges() {
        assertThat(CORE_CLASSES).isNotEmpty();
    }

    @Test
    void shouldPointOneWay() {
        CoreRules.tiers(CORE).check(CORE_CLASSES);
    }

    @Test
    void shouldHaveNoCycles() {
        CoreRules.noCycles(CORE).check(CORE_CLASSES);
    }

    @Test
    void shouldUseNoForbiddenTypes() {
        CoreRules.noForbiddenTypes(CORE).check(CORE_CLASSES);
    }

    @Test
    void shouldUseNoForbiddenMembers() {
        CoreRules.noForbiddenMembers(CORE).check(CORE_CLASSES);
    }

    @Test
    void shouldUseNoFloatingPoint() {
        assertThat(FloatingPoint.findIn(outsideOfPipeline(CORE_CLASSES, CORE))).isEmpty();
    }

    @Test
    void shouldReportDependencyThatPointsUpward() {
        assertThat(failures(CoreRules.tiers(BROKEN))).anyMatch(line -> line.contains(Upward.class.getName()));
    }

    @Test
    void shouldReportCycle() {
        assertThat(failures(CoreRules.noCycles(BROKEN))).anyMatch(line -> line.contains("Cycle detected"));
    }

    @ParameterizedTest
    @ValueSource(classes = {Times.class, Chance.class, Threads.class, Files.class, Logs.class, Fractions.class})
    void shouldReportForbiddenType(Class<?> broken) {
        assertThat(failures(CoreRules.noForbiddenTypes(BROKEN))).anyMatch(line -> line.contains(broken.getName()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nanoTime", "currentTimeMillis", "Instant.now", "Math.random", "System.out", "System.err"})
    void shouldReportForbiddenMember(String member) {
        assertThat(failures(CoreRules.noForbiddenMembers(BROKEN))).anyMatch(line -> line.contains(member));
    }

    @Test
    void shouldReportEveryKindOfFloatingPoint() {
        String fractions = Fractions.class.getName();

        assertThat(FloatingPoint.findIn(outsideOfPipeline(BROKEN_CLASSES, BROKEN))).contains(
                "field " + fractions + ".ratio",
                "signature of " + fractions + ".half",
                "I2D in " + fractions + ".local",
                "DMUL in " + fractions + ".local",
                "D2I in " + fractions + ".local",
                "NEWARRAY in " + fractions + ".array",
                "INVOKESTATIC in " + fractions + ".call");
    }

    @Test
    void shouldLetThePipelineHaveThreads() {
        assertThat(failures(CoreRules.noForbiddenTypes(BROKEN))).noneMatch(line -> line.contains(Host.class.getName()));
    }

    private static List<String> failures(ArchRule rule) {
        FailureReport report = rule.evaluate(BROKEN_CLASSES).getFailureReport();
        return report.getDetails();
    }

    private static List<JavaClass> outsideOfPipeline(JavaClasses classes, String root) {
        return StreamSupport.stream(classes.spliterator(), false)
                .filter(type -> !type.getPackageName().startsWith(root + ".pipeline"))
                .toList();
    }
}
