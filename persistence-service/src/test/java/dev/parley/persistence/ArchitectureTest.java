package dev.parley.persistence;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses service = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.parley.persistence");

    @Test
    void packagesDoNotDependOnEachOtherInCircles() {
        slices().matching("dev.parley.persistence.(*)..")
                .should()
                .beFreeOfCycles()
                .check(service);
    }

    @Test
    void writingHistoryKnowsNothingOfRest() {
        noClasses()
                .that()
                .resideInAnyPackage("..history..", "..receipt..", "..outbox..", "..message..", "..database..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "..persistence.web..", "..persistence.conversation..")
                .check(service);
    }
}
