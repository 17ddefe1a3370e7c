package care.chevet.privacy.http;

import care.chevet.access.Access;
import care.chevet.attachment.ReadingAttachments;
import care.chevet.audit.AuditTrail;
import care.chevet.directory.Directory;
import care.chevet.privacy.DataElsewhere;
import care.chevet.privacy.ErasingData;
import care.chevet.privacy.ExportingData;
import care.chevet.privacy.GatheringArchive;
import care.chevet.privacy.PersonalData;
import care.chevet.report.FetchingDocument;
import care.chevet.report.FetchingOpinion;
import care.chevet.resident.Residents;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PrivacyWiring {

  @Bean
  GatheringArchive gatheringArchive(
      PersonalData data,
      FetchingDocument documents,
      FetchingOpinion opinions,
      ReadingAttachments attachments,
      DataElsewhere elsewhere) {
    return new GatheringArchive(data, documents, opinions, attachments, elsewhere);
  }

  @Bean
  ExportingData exportingData(
      PersonalData data,
      Residents residents,
      Directory directory,
      Access access,
      AuditTrail audit,
      GatheringArchive archive,
      InstantSource clock) {
    return new ExportingData(data, residents, directory, access, audit, archive, clock);
  }

  @Bean
  ErasingData erasingData(
      PersonalData data,
      Residents residents,
      Directory directory,
      Access access,
      AuditTrail audit,
      InstantSource clock) {
    return new ErasingData(data, residents, directory, access, audit, clock);
  }
}
