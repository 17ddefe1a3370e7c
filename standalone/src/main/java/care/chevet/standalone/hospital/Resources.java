package care.chevet.standalone.hospital;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** The resources that the hospital keeps. */
interface Resources {

  /** Makes the tables when they are missing. */
  void prepare();

  /** Runs the work in one transaction: all of it lasts, or nothing. */
  <T> T inTransaction(Function<Work, T> work);

  /** What can be done within one transaction. */
  interface Work {

    /** An id that no resource has had. */
    String newId();

    /** Lets one transaction at a time decide whether a resource like this exists. */
    void lock(String type);

    /** Keeps a new version of the resource, whose id is set; sets its version and time. */
    Stored write(IBaseResource resource);

    void delete(String type, String id);

    /** The latest version, also when it says that the resource was deleted. */
    Optional<Stored> read(String type, String id);

    Optional<Stored> read(String type, String id, long version);

    /** All versions, the latest first. */
    List<Stored> history(String type, String id);

    /** The resources found, the least recently changed first. */
    List<Stored> search(Search search);
  }
}
