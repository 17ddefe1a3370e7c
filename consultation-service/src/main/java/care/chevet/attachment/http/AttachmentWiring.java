package care.chevet.attachment.http;

import care.chevet.access.Access;
import care.chevet.access.OnBehalf;
import care.chevet.attachment.AnnouncingAttachments;
import care.chevet.attachment.AttachmentLimits;
import care.chevet.attachment.AttachmentNews;
import care.chevet.attachment.Attachments;
import care.chevet.attachment.CareHomeKeys;
import care.chevet.attachment.CompletingUpload;
import care.chevet.attachment.ErasingAttachments;
import care.chevet.attachment.FindConsultation;
import care.chevet.attachment.FindUpload;
import care.chevet.attachment.MasterKeys;
import care.chevet.attachment.ReadingAttachments;
import care.chevet.attachment.ReceivingBytes;
import care.chevet.attachment.StartingUpload;
import care.chevet.attachment.StoppingUpload;
import care.chevet.attachment.Uploads;
import care.chevet.attachment.postgres.PostgresCareHomeKeys;
import care.chevet.audit.AuditTrail;
import care.chevet.directory.Directory;
import care.chevet.idempotency.Transactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
class AttachmentWiring {

  @Bean
  CareHomeKeys careHomeKeys(DatabaseClient database, AttachmentSettings settings) {
    return new PostgresCareHomeKeys(database, masterKeys(settings));
  }

  private static Optional<MasterKeys> masterKeys(AttachmentSettings settings) {
    var file = settings.masterKeyFile();
    if (file == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(MasterKeys.read(Files.readAllLines(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("chevet.attachments.master-key-file cannot be read", e);
    }
  }

  @Bean(destroyMethod = "dispose")
  Scheduler attachmentExaminers() {
    return Schedulers.newBoundedElastic(
        AttachmentLimits.EXAMINED_AT_ONCE_MAX,
        AttachmentLimits.EXAMINATIONS_WAITING_MAX,
        "attachment-examiner");
  }

  @Bean
  StartingUpload startingUpload(
      FindConsultation consultations,
      Access access,
      Attachments attachments,
      Uploads uploads,
      CareHomeKeys keys,
      InstantSource clock) {
    return new StartingUpload(consultations, access, attachments, uploads, keys, clock);
  }

  @Bean
  AnnouncingAttachments announcingAttachments(
      AnnouncingAttachments.FindPlaces places, FindConsultation consultations, Access access) {
    return new AnnouncingAttachments(places, consultations, access);
  }

  @Bean
  FindUpload findUpload(
      Uploads uploads, FindConsultation consultations, Access access, InstantSource clock) {
    return new FindUpload(uploads, consultations, access, clock);
  }

  @Bean
  CompletingUpload completingUpload(
      Uploads uploads,
      Attachments attachments,
      AttachmentNews news,
      AuditTrail audit,
      Transactions transactions,
      Scheduler attachmentExaminers,
      InstantSource clock) {
    return new CompletingUpload(
        uploads, attachments, news, audit, transactions, attachmentExaminers, clock);
  }

  @Bean
  ReceivingBytes receivingBytes(
      FindUpload find,
      Uploads uploads,
      CareHomeKeys keys,
      CompletingUpload completing,
      InstantSource clock) {
    return new ReceivingBytes(find, uploads, keys, completing, clock);
  }

  @Bean
  StoppingUpload stoppingUpload(FindUpload find, Uploads uploads) {
    return new StoppingUpload(find, uploads);
  }

  @Bean
  ReadingAttachments readingAttachments(
      FindConsultation consultations,
      Access access,
      Attachments attachments,
      Uploads uploads,
      CareHomeKeys keys,
      AuditTrail audit) {
    return new ReadingAttachments(consultations, access, attachments, uploads, keys, audit);
  }

  @Bean
  ErasingAttachments erasingAttachments(
      CareHomeKeys keys,
      Directory directory,
      AuditTrail audit,
      Transactions transactions,
      InstantSource clock) {
    return new ErasingAttachments(keys, directory, audit, transactions, clock);
  }

  @Bean
  ExpiredUploads expiredUploads(Uploads uploads, InstantSource clock) {
    return new ExpiredUploads(uploads, clock);
  }

  /** Clears away, now and then, what was never finished. */
  record ExpiredUploads(Uploads uploads, InstantSource clock) {
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    Mono<Long> clear() {
      return uploads.clearExpired(clock.instant()).contextWrite(OnBehalf::ofTheService);
    }
  }
}
