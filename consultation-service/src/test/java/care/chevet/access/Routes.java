package care.chevet.access;

import care.chevet.consultation.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Every route that the running service serves. */
public final class Routes {
  private static final Pattern FUNCTION = Pattern.compile("\\((\\w+) && ([^)]+)\\)");

  private Routes() {}

  /** Method and pattern of each, such as {@code GET /api/v1/me}, by path. */
  public static List<String> all() {
    var byPath = new TreeMap<String, TreeSet<String>>();
    for (var info : annotated()) {
      for (var path : info.getPatternsCondition().getPatterns()) {
        for (RequestMethod method : info.getMethodsCondition().getMethods()) {
          byPath.computeIfAbsent(path.getPatternString(), _ -> new TreeSet<>()).add(method.name());
        }
      }
    }
    for (Object function : Stage.SERVICE.context().getBeansOfType(RouterFunction.class).values()) {
      var found = FUNCTION.matcher(function.toString());
      while (found.find()) {
        byPath.computeIfAbsent(found.group(2), _ -> new TreeSet<>()).add(found.group(1));
      }
    }
    var routes = new ArrayList<String>();
    byPath.forEach((path, methods) -> methods.forEach(method -> routes.add(method + " " + path)));
    return routes;
  }

  private static Set<RequestMappingInfo> annotated() {
    return Stage.SERVICE
        .context()
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet();
  }
}
