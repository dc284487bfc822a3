package dev.marotte.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What the modules may know of each other, over all of them at once. */
final class ArchitectureTest {
    private static final JavaClasses MAROTTE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.marotte");

    private static final List<String> STAGES = List.of(
            "dev.marotte.ingest",
            "dev.marotte.landmark",
            "dev.marotte.speech",
            "dev.marotte.render",
            "dev.marotte.sink");

    static final List<ArchRule> RULES = List.of(
            noClasses()
                    .that()
                    .resideOutsideOfPackages("..ffmpeg..", "..opencv..", "..management..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.bytedeco..", "org.opencv..")
                    .because("native memory has its owners in the adapter packages"),
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..onnx..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("ai.onnxruntime..")
                    .because("networks run in the adapter packages"),
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.marotte.schemas..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.avro..", "dev.marotte.schemas.avro..")
                    .because("what is on the wire is known to the schemas alone"),
            noClasses()
                    .that()
                    .resideOutsideOfPackages("dev.marotte.broker..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata..")
                    .because("a broker is run by the broker module alone"),
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.marotte.schemas..", "dev.marotte.runtime..", "dev.marotte.identity..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.marotte.ingest..",
                            "dev.marotte.landmark..",
                            "dev.marotte.speech..",
                            "dev.marotte.render..",
                            "dev.marotte.sink..",
                            "dev.marotte.studio..",
                            "dev.marotte.standalone..")
                    .because("what all share knows nobody who shares it"),
            noClasses()
                    .that()
                    .resideInAPackage("dev.marotte.studio..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.marotte.landmark..", "dev.marotte.render..", "dev.marotte.sink..")
                    .because("a page pushes frames as ingest does, and knows no other stage"),
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.marotte.studio.web..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.helidon..")
                    .because("the web server is known to the routes alone"),
            classes()
                    .that()
                    .resideInAPackage("dev.marotte.standalone.command")
                    .should()
                    .onlyBeAccessed()
                    .byAnyPackage("dev.marotte.standalone", "dev.marotte.standalone.command")
                    .because("the command line stands on top"),
            slices().matching("dev.marotte.standalone.(*)..").should().beFreeOfCycles(),
            slices().matching("dev.marotte.(*)..").should().beFreeOfCycles());

    @ParameterizedTest
    @FieldSource("RULES")
    void holds(ArchRule rule) {
        rule.check(MAROTTE);
    }

    @Test
    void noStageKnowsAnother() {
        for (String stage : STAGES) {
            String[] others = STAGES.stream()
                    .filter(other -> !other.equals(stage))
                    .map(other -> other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(stage + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(MAROTTE);
        }
    }
}
