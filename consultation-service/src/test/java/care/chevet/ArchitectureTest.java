package care.chevet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** What may know of what. */
final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("care.chevet");

  private static final String[] EDGES = {"..http..", "..postgres.."};

  private static final DescribedPredicate<JavaClass> DOMAIN =
      DescribedPredicate.describe(
          "domain",
          type ->
              type.getPackageName().startsWith("care.chevet.")
                  && !type.getPackageName().matches(".*\\.(http|postgres)(\\..*)?"));

  @Test
  void theDomainKnowsNoFramework() {
    noClasses()
        .that(DOMAIN)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework..",
            "io.r2dbc..",
            "io.netty..",
            "tools.jackson..",
            "com.fasterxml..",
            "io.swagger..")
        .check(CLASSES);
  }

  @Test
  void theDomainKnowsNothingOfItsEdges() {
    noClasses()
        .that(DOMAIN)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(EDGES)
        .check(CLASSES);
  }

  @Test
  void onlyPostgresPackagesTouchTheDatabase() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..postgres..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.r2dbc..")
        .check(CLASSES);
  }

  @Test
  void onlyHttpPackagesTouchTheWeb() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..http..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework.web..",
            "org.springframework.http..",
            "org.springframework.security..")
        .check(CLASSES);
  }

  @Test
  void onlyTheMailEdgeTouchesSmtp() {
    noClasses()
        .that()
        .resideOutsideOfPackage("care.chevet.reminder.mail")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..")
        .check(CLASSES);
  }

  @Test
  void namesSayWhatThingsAre() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Dto|DTO|Entity)$")
        .orShould()
        .haveNameMatching("care\\.chevet\\.(.*\\.)?I[A-Z][a-z]\\w*Port$")
        .check(CLASSES);
    noClasses()
        .should()
        .resideInAnyPackage("..common..", "..util..", "..misc..", "..dto..", "..helper..")
        .check(CLASSES);
  }

  @Test
  void everythingIsFinalThatIsNotMeantToBeExtended() {
    classes()
        .that(DOMAIN)
        .and()
        .areTopLevelClasses()
        .and()
        .areNotInterfaces()
        .and()
        .doNotHaveSimpleName("package-info")
        .should(
            com.tngtech.archunit.lang.conditions.ArchConditions.haveModifier(
                com.tngtech.archunit.core.domain.JavaModifier.FINAL))
        .check(CLASSES);
  }

  /**
   * A feature's domain and each of its edges are a slice of their own: those must form no cycle.
   */
  @Test
  void featuresFormNoCycle() {
    SlicesRuleDefinition.slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getPackageName().equals("care.chevet")
                    ? SliceIdentifier.ignore()
                    : SliceIdentifier.of(type.getPackageName());
              }

              @Override
              public String getDescription() {
                return "packages";
              }
            })
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }
}
