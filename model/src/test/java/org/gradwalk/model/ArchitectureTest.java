package org.gradwalk.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Keeps the arrows between the model's packages pointing one way, and the window out of them. */
@AnalyzeClasses(packages = "org.gradwalk.model", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule arrowsPointOneWay = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("file").definedBy("..model.file..")
            .layer("metrics").definedBy("..model.metrics..")
            .layer("run").definedBy("..model.run..")
            .layer("gpt").definedBy("..model.gpt..")
            .layer("optimizer").definedBy("..model.optimizer..")
            .layer("layer").definedBy("..model.layer..")
            .layer("program").definedBy("..model.program..")
            .layer("derivation").definedBy("..model.derivation..")
            .layer("formula").definedBy("..model.formula..")
            .layer("tensor").definedBy("..model.tensor..")
            .layer("text").definedBy("..model.text..")
            .whereLayer("file").mayNotBeAccessedByAnyLayer()
            .whereLayer("metrics").mayNotBeAccessedByAnyLayer()
            .whereLayer("metrics").mayOnlyAccessLayers("run", "program", "formula", "tensor")
            .whereLayer("run").mayOnlyBeAccessedByLayers("file", "metrics")
            .whereLayer("gpt").mayOnlyBeAccessedByLayers("file", "run")
            .whereLayer("optimizer").mayOnlyBeAccessedByLayers("file", "run")
            .whereLayer("layer").mayOnlyBeAccessedByLayers("file", "run", "gpt")
            .whereLayer("program").mayOnlyBeAccessedByLayers(
                    "file", "metrics", "run", "gpt", "optimizer", "layer")
            .whereLayer("derivation").mayOnlyBeAccessedByLayers("run")
            .whereLayer("derivation").mayOnlyAccessLayers("formula", "tensor", "text")
            .whereLayer("formula").mayOnlyBeAccessedByLayers(
                    "file", "metrics", "run", "gpt", "optimizer", "layer", "program", "derivation")
            .whereLayer("text").mayNotAccessAnyLayer()
            .whereLayer("text").mayOnlyBeAccessedByLayers("file", "run", "derivation")
            .whereLayer("tensor").mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = slices().matching("org.gradwalk.model.(*)..").should()
            .beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule modelKnowsNoWindow = noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("javafx..", "java.awt..", "javax.swing..").allowEmptyShould(true);
}
