package care.chevet.signaling;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** The lines between packages that the design draws. */
final class ArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("care.chevet.signaling");

  @Test
  void onlyTheConnectionPackageKnowsNetty() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..connection..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(ALL);
  }

  @Test
  void aRoomKnowsNoSocketNoClockAndNoNetwork() {
    noClasses()
        .that()
        .resideInAPackage("..room..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.net..", "java.util.concurrent..", "..session..", "..connection..", "..turn..")
        .check(ALL);
  }

  @Test
  void featuresFormNoCycle() {
    slices().matching("care.chevet.signaling.(*)..").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void namesSayWhatThingsAre() {
    classes()
        .should()
        .haveSimpleNameNotEndingWith("Impl")
        .andShould()
        .haveSimpleNameNotEndingWith("Util")
        .andShould()
        .haveSimpleNameNotEndingWith("Helper")
        .andShould()
        .haveSimpleNameNotEndingWith("Manager")
        .andShould()
        .haveSimpleNameNotEndingWith("Dto")
        .check(ALL);
  }
}
