package care.chevet.fhir.facade.summary;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Composition.CompositionStatus;
import org.hl7.fhir.r4.model.Composition.SectionComponent;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.DeviceNameType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * A document bundle: the composition, the patient, and every resource that can be reached from
 * them. Pure.
 *
 * <p>Source: IPS Implementation Guide; FHIR R4 §3.3.
 */
public final class PatientSummary {

  private static final String URN = "urn:uuid:";
  private static final String EMPTY = "http://terminology.hl7.org/CodeSystem/list-empty-reason";

  private final String base;
  private final Patient patient;
  private final Instant at;
  private final Map<String, Resource> resources = new LinkedHashMap<>();
  private final Map<Section, List<String>> filed = new EnumMap<>(Section.class);

  /**
   * @param base address under which relative references are resolved
   */
  public PatientSummary(String base, Patient patient, Instant at) {
    this.base = base;
    this.patient = patient;
    this.at = at;
    resources.put(base + "/Patient/" + id(), patient);
  }

  private String id() {
    return patient.getIdElement().getIdPart();
  }

  /** Adds a resource under its address; a fact finds its section. */
  public void add(String fullUrl, Resource resource) {
    if (fullUrl.startsWith(URN)) {
      absolute(resource);
    }
    resources.put(fullUrl, resource);
    Filing.section(resource)
        .ifPresent(section -> filed.computeIfAbsent(section, _ -> new ArrayList<>()).add(fullUrl));
  }

  /** Under a urn there is nothing to which a reference could be relative. */
  private void absolute(Resource resource) {
    for (var info : FhirContext.forR4Cached().newTerser().getAllResourceReferences(resource)) {
      var reference = (Reference) info.getResourceReference();
      if (reference.hasReference() && !reference.getReference().contains(":")) {
        reference.setReference(base + "/" + reference.getReference());
      }
    }
  }

  public Bundle drawn() {
    var device = URN + UUID.randomUUID();
    resources.put(device, chevet());
    var composition = composition(device);
    var bundle = new Bundle().setType(BundleType.DOCUMENT);
    bundle.setIdentifier(
        new Identifier().setSystem("urn:ietf:rfc:3986").setValue(URN + UUID.randomUUID()));
    bundle.setTimestamp(Date.from(at));
    bundle.addEntry().setFullUrl(URN + UUID.randomUUID()).setResource(composition);
    for (var url : reached(composition)) {
      bundle.addEntry().setFullUrl(url).setResource(at(url));
    }
    return bundle;
  }

  private Composition composition(String author) {
    var composition = new Composition().setStatus(CompositionStatus.FINAL);
    composition.setLanguage("fr-FR");
    composition.setType(
        new CodeableConcept(new Coding("http://loinc.org", "60591-5", "Patient summary Document")));
    composition.setSubject(new Reference(base + "/Patient/" + id()));
    composition.setDate(Date.from(at));
    composition.addAuthor(new Reference(author).setDisplay("Chevet"));
    composition.setTitle("Synthèse médicale du patient");
    for (var section : Section.values()) {
      var urls = filed.getOrDefault(section, List.of());
      if (section.always() || !urls.isEmpty()) {
        composition.addSection(drawn(section, urls));
      }
    }
    return composition;
  }

  private SectionComponent drawn(Section section, List<String> urls) {
    var drawn = new SectionComponent().setTitle(section.title()).setCode(section.code());
    if (!urls.isEmpty()) {
      urls.forEach(url -> drawn.addEntry(new Reference(url)));
      return drawn.setText(text(urls.stream().map(this::at).map(Filing::words).toList()));
    }
    var nothing = section.nothingKnown(id());
    if (nothing.isPresent()) {
      var url = URN + UUID.randomUUID();
      absolute(nothing.get());
      resources.put(url, nothing.get());
      drawn.addEntry(new Reference(url));
      return drawn.setText(text(List.of(Filing.words(nothing.get()))));
    }
    drawn.setEmptyReason(new CodeableConcept(new Coding(EMPTY, "unavailable", "Unavailable")));
    return drawn.setText(text(List.of("Aucune information")));
  }

  private Resource at(String url) {
    return Objects.requireNonNull(resources.get(url), url);
  }

  private static Narrative text(List<String> lines) {
    var div = new XhtmlNode(NodeType.Element, "div");
    div.setAttribute("xmlns", "http://www.w3.org/1999/xhtml");
    var list = div.addTag("ul");
    lines.forEach(line -> list.addTag("li").addText(line));
    var narrative = new Narrative().setStatus(Narrative.NarrativeStatus.GENERATED);
    narrative.setDiv(div);
    return narrative;
  }

  private static Device chevet() {
    var device = new Device();
    device.addDeviceName().setName("Chevet").setType(DeviceNameType.USERFRIENDLYNAME);
    return device;
  }

  /** The addresses to which the composition leads, one resource to the next, the patient first. */
  private List<String> reached(Composition composition) {
    var reached = new LinkedHashSet<String>();
    var queue = new ArrayDeque<Resource>();
    queue.add(composition);
    while (!queue.isEmpty()) {
      var terser = FhirContext.forR4Cached().newTerser();
      for (var info : terser.getAllResourceReferences(queue.remove())) {
        var written = ((Reference) info.getResourceReference()).getReference();
        var url = written == null || written.contains(":") ? written : base + "/" + written;
        if (url != null && resources.containsKey(url) && reached.add(url)) {
          queue.add(at(url));
        }
      }
    }
    return List.copyOf(reached);
  }
}
