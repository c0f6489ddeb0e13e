package org.gradwalk.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** Keeps the arrows pointing from the window to the model, and the panels apart. */
@AnalyzeClasses(packages = "org.gradwalk", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final SliceAssignment EACH_PACKAGE = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    @ArchTest
    static final ArchRule modelKnowsNoWindow = noClasses().that().resideInAPackage("org.gradwalk.model..")
            .should().dependOnClassesThat().resideInAPackage("org.gradwalk.app..");

    @ArchTest
    static final ArchRule noPanelKnowsAnother = slices().matching("org.gradwalk.app.view.(*)..")
            .should().notDependOnEachOther();

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = slices().assignedFrom(EACH_PACKAGE)
            .should().beFreeOfCycles();
}
