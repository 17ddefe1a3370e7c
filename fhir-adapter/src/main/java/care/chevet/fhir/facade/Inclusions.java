package care.chevet.fhir.facade;

import static ca.uhn.fhir.model.api.ResourceMetadataKeyEnum.ENTRY_SEARCH_MODE;

import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.model.valueset.BundleEntrySearchModeEnum;
import care.chevet.fhir.facade.SmartScopes.Interaction;
import care.chevet.fhir.inbound.Inbox;
import care.chevet.fhir.inbound.ReceivingRecords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;

/**
 * What a page of found resources brings along: those to which they refer and those that refer to
 * them, as far as the token reaches.
 */
final class Inclusions {

  private static final int INCLUDED_MAX = 2_000;
  private static final int ROUNDS_MAX = 8;

  private final Inbox inbox;
  private final Caller caller;
  private final List<Inclusion> forward;
  private final List<Inclusion> backward;

  Inclusions(Inbox inbox, Caller caller, Set<Include> forward, Set<Include> backward) {
    this.inbox = inbox;
    this.caller = caller;
    this.forward = forward.stream().map(one -> Inclusion.of(one, ReceivingRecords.TYPES)).toList();
    this.backward =
        backward.stream().map(one -> Inclusion.of(one, ReceivingRecords.TYPES)).toList();
  }

  /** The found ones, and behind them those that they bring along. */
  List<Resource> with(List<? extends Resource> found) {
    var included = new LinkedHashMap<String, Resource>();
    Collection<? extends Resource> round = found;
    for (var number = 0; number < ROUNDS_MAX && !round.isEmpty(); number++) {
      var brought = brought(round, number > 0);
      brought.keySet().removeAll(included.keySet());
      found.forEach(resource -> brought.remove(place(resource)));
      included.putAll(brought);
      if (included.size() > INCLUDED_MAX) {
        throw Refusals.refusal(
            422,
            IssueType.TOOCOSTLY,
            "too_many_included",
            "a page brings along at most " + INCLUDED_MAX + " resources");
      }
      round = brought.values();
    }
    included
        .values()
        .forEach(each -> ENTRY_SEARCH_MODE.put(each, BundleEntrySearchModeEnum.INCLUDE));
    var all = new ArrayList<Resource>(found);
    all.addAll(included.values());
    return all;
  }

  /** What one round brings; {@code again} when those asked are themselves included. */
  private Map<String, Resource> brought(Collection<? extends Resource> from, boolean again) {
    var brought = new LinkedHashMap<String, Resource>();
    var places = new LinkedHashSet<String>();
    for (var inclusion : forward) {
      if (inclusion.again() || !again) {
        from.forEach(resource -> places.addAll(inclusion.places(resource)));
      }
    }
    places.removeIf(place -> !mayRead(place.substring(0, place.indexOf('/'))));
    if (!places.isEmpty()) {
      add(inbox.standing(caller.finess(), places), brought);
    }
    for (var inclusion : backward) {
      if (inclusion.again() || !again) {
        add(referring(inclusion, from), brought);
      }
    }
    return brought;
  }

  private List<Inbox.Stored> referring(
      Inclusion inclusion, Collection<? extends Resource> targets) {
    var types =
        (inclusion.type().equals("*") ? ReceivingRecords.TYPES : Set.of(inclusion.type()))
            .stream().filter(this::mayRead).toList();
    var places = targets.stream().map(Inclusions::place).toList();
    if (types.isEmpty()) {
      return List.of();
    }
    return inbox.referringTo(caller.finess(), types, places, INCLUDED_MAX + 1).stream()
        .filter(stored ->
            inclusion.places(RecordProvider.restored(Resource.class, stored)).stream()
                .anyMatch(places::contains))
        .toList();
  }

  private boolean mayRead(String type) {
    return caller.scopes().allow(type, Interaction.READ)
        || caller.scopes().allow(type, Interaction.SEARCH);
  }

  private static void add(List<Inbox.Stored> stored, Map<String, Resource> to) {
    for (var each : stored) {
      var resource = RecordProvider.restored(Resource.class, each);
      to.put(place(resource), resource);
    }
  }

  private static String place(Resource resource) {
    return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
  }
}
