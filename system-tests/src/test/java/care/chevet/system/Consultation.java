package care.chevet.system;

import care.chevet.system.Participant.Received;

/** One consultation as two people live it, each at a screen of their own. */
final class Consultation {

  final Participant nurse;
  final Participant physician;

  Consultation(Participant nurse, Participant physician) {
    this.nurse = nurse;
    this.physician = physician;
  }

  /** The nurse asks for a doctor now; returns the consultation's id. */
  String request(String residentName, String specialty, String question) {
    return request(new Wish(residentName, specialty, "today", "now", question));
  }

  String request(Wish wish) {
    wish.sendFrom(nurse);
    nurse.see("state");
    return nurse.idInAddress("consultations");
  }

  /** The physician sees the request come up without reloading, takes it; the nurse sees that. */
  void accept(String id) {
    physician.click("accept-" + id);
    nurse.see("ready");
  }

  /** The nurse confirms who is in the bed, and both enter the room. */
  void meet() {
    nurse.tick("confirm-birth-name");
    nurse.tick("confirm-birth-date");
    nurse.tick("confirm-consent");
    nurse.click("ready");
    nurse.click("join");
    physician.click("join");
    nurse.awaitMediaBeyond(Received.NOTHING);
    physician.awaitMediaBeyond(Received.NOTHING);
  }

  /** Asked for, taken and met, whatever for; returns the consultation's id. */
  String reachSession(Wish wish) {
    String id = request(wish);
    accept(id);
    meet();
    return id;
  }

  /** Both still see and hear each other, from now on. */
  void mediaGoesOn() {
    Received atNurse = nurse.received();
    Received atPhysician = physician.received();
    nurse.awaitMediaBeyond(atNurse);
    physician.awaitMediaBeyond(atPhysician);
  }

  /** The physician writes, ends the consultation, and signs. */
  void reportAndSign(String text) {
    physician.fill("report-text", text);
    physician.click("hang-up");
    physician.click("conclude");
    physician.click("sign");
    physician.click("confirm-sign");
    physician.see("pdf");
    nurse.see("pdf");
  }
}
