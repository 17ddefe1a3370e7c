package care.chevet.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The golden files in {@code contracts/}, and what has their shape. */
public final class Contract {
  private static final JsonMapper JSON = new JsonMapper();

  private Contract() {}

  public static JsonNode golden(String name) {
    try {
      return JSON.readTree(Files.readString(Path.of(System.getProperty("contracts.dir"), name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every path in the document with the kind of value that ends it; all items of a list as one. */
  public static SortedSet<String> shape(JsonNode node) {
    var paths = new TreeSet<String>();
    walk("", node, paths);
    return paths;
  }

  private static void walk(String at, JsonNode node, SortedSet<String> paths) {
    if (node.isObject()) {
      node.properties().forEach(one -> walk(at + "/" + one.getKey(), one.getValue(), paths));
    } else if (node.isArray()) {
      node.forEach(one -> walk(at + "[]", one, paths));
    } else {
      paths.add(at + " " + node.getNodeType());
    }
  }
}
