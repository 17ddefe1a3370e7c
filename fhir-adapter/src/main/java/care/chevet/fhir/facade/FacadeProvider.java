package care.chevet.fhir.facade;

/** An object with operations of the façade; every bean of this kind is served. */
public interface FacadeProvider {}
