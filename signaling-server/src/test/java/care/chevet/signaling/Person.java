package care.chevet.signaling;

/** Somebody who may get tickets in a test. */
record Person(String id, String name, String role, String admission, boolean admits) {
  static final Person PHYSICIAN =
      new Person("person-helene", "Dr Hélène Vasseur", "physician", "admitted", true);
  static final Person NURSE =
      new Person("person-claire", "Claire Dubourg", "nurse", "admitted", false);
  static final Person INTERPRETER =
      new Person("person-jeanne", "Jeanne Tilleul", "interpreter", "knock", false);
}
