package care.chevet.room.http;

import care.chevet.access.Access;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.consultation.Consultations;
import care.chevet.directory.Directory;
import care.chevet.feed.Rounds;
import care.chevet.feed.Wakeups;
import care.chevet.idempotency.Transactions;
import care.chevet.room.Doorkeeper;
import care.chevet.room.Guests;
import care.chevet.room.InvitingGuest;
import care.chevet.room.JoiningRoom;
import care.chevet.room.KnockingAsGuest;
import care.chevet.room.ListingGuests;
import care.chevet.room.RecordingRoomEvents;
import care.chevet.room.RoomEvents;
import care.chevet.room.SendingGuestsOut;
import care.chevet.room.TicketOffice;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class RoomWiring {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(RoomWiring.class);

  @Bean
  TicketOffice ticketOffice(RoomSettings settings) {
    var file = settings.ticketKeyFile();
    return new TicketOffice(settings.publicUrl(), file == null ? passingKey() : keyFrom(file));
  }

  @Bean
  JoiningRoom joiningRoom(
      ChangingConsultation changing, TicketOffice tickets, InstantSource clock) {
    return new JoiningRoom(changing, tickets, clock);
  }

  @Bean
  RecordingRoomEvents recordingRoomEvents(
      Consultations consultations,
      ChangingConsultation changing,
      RoomEvents events,
      Transactions transactions) {
    return new RecordingRoomEvents(consultations, changing, events, transactions);
  }

  @Bean
  InvitingGuest invitingGuest(ChangingConsultation changing, Guests guests, InstantSource clock) {
    return new InvitingGuest(changing, guests, clock);
  }

  @Bean
  ListingGuests listingGuests(Consultations consultations, Guests guests, Access access) {
    return new ListingGuests(consultations, guests, access);
  }

  @Bean
  KnockingAsGuest knockingAsGuest(
      Guests guests,
      ChangingConsultation changing,
      Directory directory,
      TicketOffice tickets,
      InstantSource clock) {
    return new KnockingAsGuest(guests, changing, directory, tickets, clock);
  }

  @Bean(destroyMethod = "close")
  SignalingDoorkeeper signalingDoorkeeper(
      RoomSettings settings, TicketOffice tickets, JsonMapper json, InstantSource clock) {
    return new SignalingDoorkeeper(settings, tickets, json, clock);
  }

  @Bean
  SendingGuestsOut sendingGuestsOut(Guests guests, Doorkeeper doorkeeper) {
    return new SendingGuestsOut(guests, doorkeeper);
  }

  @DependsOnDatabaseInitialization
  @Bean(destroyMethod = "close")
  Rounds guestsOnTheirWayOut(SendingGuestsOut sending, Wakeups wakeups) {
    return new Rounds(
        "sending guests out",
        Flux.merge(wakeups.signals(), Flux.interval(LOOK_EVERY)),
        LOOK_EVERY,
        sending::pass);
  }

  private static ECKey passingKey() {
    LOG.warn("no ticket key file is set: join tickets are signed with a key that ends with us");
    try {
      return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey keyFrom(Path file) {
    try {
      var key = ECKey.parse(Files.readString(file));
      if (!key.isPrivate() || !Curve.P_256.equals(key.getCurve())) {
        throw new IllegalStateException(
            "the ticket key file must hold a private key on the curve P-256: " + file);
      }
      return key.getKeyID() == null ? new ECKey.Builder(key).keyIDFromThumbprint().build() : key;
    } catch (IOException e) {
      throw new UncheckedIOException("the ticket key file cannot be read: " + file, e);
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException("the ticket key file is not a JSON Web Key: " + file, e);
    }
  }
}
