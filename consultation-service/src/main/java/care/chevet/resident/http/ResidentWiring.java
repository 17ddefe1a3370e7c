package care.chevet.resident.http;

import care.chevet.access.Access;
import care.chevet.audit.AuditTrail;
import care.chevet.audit.Glances;
import care.chevet.audit.Looks;
import care.chevet.directory.Directory;
import care.chevet.idempotency.Transactions;
import care.chevet.resident.HospitalRecords;
import care.chevet.resident.ListingLooks;
import care.chevet.resident.ReadingRecords;
import care.chevet.resident.ReceivingHospitalRecord;
import care.chevet.resident.Residents;
import care.chevet.resident.TellingLanguage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ResidentWiring {
  @Bean
  ReadingRecords readingRecords(
      Residents residents, HospitalRecords records, Access access, AuditTrail audit) {
    return new ReadingRecords(residents, records, access, audit, new Glances(audit));
  }

  @Bean
  TellingLanguage tellingLanguage(
      Residents residents, Access access, AuditTrail audit, Transactions transactions) {
    return new TellingLanguage(residents, access, audit, transactions);
  }

  @Bean
  ListingLooks listingLooks(Residents residents, Access access, Looks looks, AuditTrail audit) {
    return new ListingLooks(residents, access, looks, audit);
  }

  @Bean
  ReceivingHospitalRecord receivingHospitalRecord(
      Directory directory,
      Residents residents,
      HospitalRecords records,
      AuditTrail audit,
      Transactions transactions) {
    return new ReceivingHospitalRecord(directory, residents, records, audit, transactions);
  }
}
