package io.bullring.core.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;

/**
 * What must hold inside the core, as rules over a root package, so that the same rule can be shown a counter-example.
 *
 * <pre>
 *   pipeline ──► engine ──► risk, fill ──► order, book, event ──► market, wallet, position, account, port ──► e8, id, fault
 * </pre>
 *
 * A package may use those of its own tier, if that makes no circle, and of every tier to the right.
 */
final class CoreRules {
    private static final Map<String, Set<String>> FORBIDDEN_MEMBERS = Map.of(
            "java.lang.System", Set.of("nanoTime", "currentTimeMillis", "getLogger", "out", "err", "in", "getenv",
                    "getProperty", "getProperties", "identityHashCode"),
            "java.lang.Math", Set.of("random"),
            "java.lang.StrictMath", Set.of("random"),
            "java.lang.Long", Set.of("getLong"),
            "java.lang.Integer", Set.of("getInteger"),
            "java.lang.Boolean", Set.of("getBoolean"),
            "java.util.Locale", Set.of("getDefault"),
            "java.util.Collections", Set.of("shuffle"),
            "java.util.TimeZone", Set.of("getDefault"),
            "java.nio.charset.Charset", Set.of("defaultCharset"));

    private CoreRules() {}

    static ArchRule tiers(String root) {
        return layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("pipeline")
                .definedBy(root + ".pipeline..")
                .layer("engine")
                .definedBy(root + ".engine..")
                .layer("rules")
                .definedBy(root + ".risk..", root + ".fill..")
                .layer("orders")
                .definedBy(root + ".order..", root + ".book..", root + ".event..")
                .layer("holdings")
                .definedBy(
                        root + ".market..", root + ".wallet..", root + ".position..", root + ".account..",
                        root + ".port..")
                .layer("values")
                .definedBy(root + ".e8..", root + ".id..", root + ".fault..")
                .whereLayer("pipeline")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers("pipeline")
                .whereLayer("rules")
                .mayOnlyBeAccessedByLayers("pipeline", "engine")
                .whereLayer("orders")
                .mayOnlyBeAccessedByLayers("pipeline", "engine", "rules")
                .whereLayer("holdings")
                .mayOnlyBeAccessedByLayers("pipeline", "engine", "rules", "orders")
                .allowEmptyShould(true)
                .as("inside the core, dependencies point one way");
    }

    static ArchRule noCycles(String root) {
        return slices().matching(root + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
    }

    static ArchRule noForbiddenTypes(String root) {
        return noClasses()
                .that(areDeterministic(root))
                .should()
                .dependOnClassesThat(areForbidden())
                .allowEmptyShould(true)
                .as("the core has no clock, randomness, threads, I/O, logging, UUIDs or boxed floating point");
    }

    static ArchRule noForbiddenMembers(String root) {
        return noClasses()
                .that(areDeterministic(root))
                .should()
                .accessTargetWhere(isForbidden())
                .allowEmptyShould(true)
                .as("the core asks the platform for no time, chance or setting");
    }

    private static DescribedPredicate<JavaClass> areDeterministic(String root) {
        return resideInAPackage(root + "..").and(not(resideInAPackage(root + ".pipeline..")));
    }

    private static DescribedPredicate<JavaClass> areForbidden() {
        DescribedPredicate<JavaClass> clocks = named("java.time.(\\w*Clock|InstantSource)|java.util.(Timer|TimerTask)"
                + "|org.agrona.concurrent.\\w*(Clock|Timer)\\w*");
        DescribedPredicate<JavaClass> chance =
                named("java.util.(Random|SplittableRandom|UUID)|java.security.SecureRandom")
                        .or(resideInAPackage("java.util.random.."));
        DescribedPredicate<JavaClass> threads =
                named("java.lang.(Thread|ThreadGroup|ThreadLocal|InheritableThreadLocal)"
                        + "|java.lang.Thread\\$\\w+|java.lang.(Process|ProcessBuilder|Runtime)")
                        .or(resideInAPackage("java.util.concurrent..")
                                .and(not(resideInAPackage("java.util.concurrent.atomic.."))));
        DescribedPredicate<JavaClass> inputAndOutput = resideInAnyPackage("java.io..", "java.nio.file..",
                "java.nio.channels..", "java.net..");
        DescribedPredicate<JavaClass> logging = resideInAnyPackage("org.slf4j..", "ch.qos.logback..",
                "java.util.logging..", "org.apache.logging..").or(named("java.lang.System\\$Logger.*"));
        DescribedPredicate<JavaClass> floatingPoint = named("java.lang.(Float|Double)"
                + "|java.util.(OptionalDouble|DoubleSummaryStatistics)|java.util.concurrent.atomic.Double\\w+");

        return clocks.or(chance)
                .or(threads)
                .or(inputAndOutput)
                .or(logging)
                .or(floatingPoint)
                .as("are clocks, randomness, threads, I/O, logging, UUIDs or boxed floating point");
    }

    private static DescribedPredicate<JavaClass> named(String regex) {
        return describe(regex, type -> type.getName().matches(regex));
    }

    private static DescribedPredicate<JavaAccess<?>> isForbidden() {
        return describe("a clock, chance or setting", access -> {
            String owner = access.getTargetOwner().getName();
            String member = access.getTarget().getName();

            return FORBIDDEN_MEMBERS.getOrDefault(owner, Set.of()).contains(member)
                    || owner.startsWith("java.time.") && member.equals("now");
        });
    }
}
