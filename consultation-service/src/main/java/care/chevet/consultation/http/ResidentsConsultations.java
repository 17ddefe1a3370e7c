package care.chevet.consultation.http;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.access.Visibility;
import care.chevet.consultation.Author;
import care.chevet.consultation.Consultation;
import care.chevet.consultation.Consultation.Delivered;
import care.chevet.consultation.Consultation.Left;
import care.chevet.consultation.Consultations;
import care.chevet.consultation.Dossiers;
import care.chevet.consultation.OnFile;
import care.chevet.resident.ConsultationsOfResidents;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Tells a resident's page of her consultations. */
@Component
final class ResidentsConsultations implements ConsultationsOfResidents {
  private final Consultations consultations;
  private final Dossiers dossiers;
  private final Access access;

  ResidentsConsultations(Consultations consultations, Dossiers dossiers, Access access) {
    this.consultations = consultations;
    this.dossiers = dossiers;
    this.access = access;
  }

  @Override
  public Flux<Open> open(Collection<UUID> residents, Actor actor) {
    return consultations
        .ofResidents(residents)
        .map(OnFile::consultation)
        .filter(ResidentsConsultations::isOpen)
        .filter(one -> access.toConsultation(actor, Author.factsOf(one)) == Visibility.FULL)
        .sort(Comparator.comparing(one -> one.request().at()))
        .map(one -> new Open(one.request().resident(), one.id(), one.state().code()));
  }

  @Override
  public Flux<Object> summaries(UUID resident, Actor actor) {
    return dossiers
        .of(consultations.ofResidents(List.of(resident)))
        .flatMapIterable(found -> found)
        .mapNotNull(one -> ConsultationView.of(one, actor, access).orElse(null));
  }

  private static boolean isOpen(Consultation consultation) {
    return !(consultation instanceof Delivered || consultation instanceof Left);
  }
}
