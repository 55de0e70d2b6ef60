package winnow.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The manifests are what Kubernetes' own API takes, fit together, and call what there is. The API's
 * types refuse what they do not know, what is missing, and what is of another kind.
 */
class KubernetesTest {
  private static final Path MANIFESTS = Path.of("../dist/kubernetes");

  private interface Kind {
    KubernetesObject of(String json) throws IOException;
  }

  static List<Path> manifests() throws IOException {
    try (Stream<Path> files = Files.list(MANIFESTS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void manifest_everyContainer_callsWhatThereIsAndMountsWhatItHas(Path file) throws IOException {
    for (KubernetesObject one : objects(Files.readString(file))) {
      V1PodTemplateSpec template = template(one);
      if (template == null) {
        continue;
      }
      V1PodSpec pod = Objects.requireNonNull(template.getSpec());
      List<String> volumes = pod.getVolumes().stream().map(V1Volume::getName).toList();
      for (V1Container container : pod.getContainers()) {
        assertThatCode(
                () -> Winnow.commandLine().parseArgs(container.getArgs().toArray(String[]::new)))
            .doesNotThrowAnyException();
        assertThat(container.getVolumeMounts())
            .extracting(V1VolumeMount::getName)
            .containsExactlyInAnyOrderElementsOf(volumes);
        assertThat(probes(container))
            .allMatch(probe -> probe.getHttpGet().getPort().getIntValue() == 9464)
            .extracting(probe -> probe.getHttpGet().getPath())
            .isSubsetOf("/health/live", "/health/ready");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void manifest_everySelector_findsThePods(Path file) throws IOException {
    List<KubernetesObject> all = objects(Files.readString(file));
    for (KubernetesObject one : all) {
      if (one instanceof V1Deployment deployment) {
        assertThat(deployment.getSpec().getSelector().getMatchLabels())
            .isEqualTo(template(one).getMetadata().getLabels());
      } else if (one instanceof V1StatefulSet set) {
        assertThat(set.getSpec().getSelector().getMatchLabels())
            .isEqualTo(template(one).getMetadata().getLabels());
        assertThat(all)
            .filteredOn(V1Service.class::isInstance)
            .extracting(service -> service.getMetadata().getName())
            .contains(set.getSpec().getServiceName());
      } else if (one instanceof V1Service service) {
        assertThat(all)
            .extracting(KubernetesTest::template)
            .filteredOn(Objects::nonNull)
            .extracting(template -> template.getMetadata().getLabels())
            .contains(service.getSpec().getSelector());
      }
    }
  }

  @Test
  void manifest_spoilt_isRefused() throws IOException {
    String good = Files.readString(MANIFESTS.resolve("enrich.yaml"));
    assertThat(objects(good)).hasSize(2);

    for (String bad :
        List.of(
            good.replace("readOnlyRootFilesystem", "readOnlyRootFileSystem"),
            good.replace("serviceName: enrich", "").replace("selector: {matchLabels", "x: {y"),
            good.replace("replicas: 3", "replicas: three"),
            good.replace("memory: 256Mi", "memory: 256Megs"))) {
      assertThat(bad).isNotEqualTo(good);
      assertThatCode(() -> objects(bad)).as(bad).isInstanceOf(Exception.class);
    }
  }

  private static List<KubernetesObject> objects(String yaml) throws IOException {
    List<KubernetesObject> all = new ArrayList<>();
    try (MappingIterator<JsonNode> documents =
        new YAMLMapper().readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNext()) {
        JsonNode document = documents.next();
        String kind = document.get("apiVersion").asString() + " " + document.get("kind").asString();
        all.add(kind(kind).of(document.toString()));
      }
    }
    return all;
  }

  private static Kind kind(String name) {
    return switch (name) {
      case "v1 PersistentVolumeClaim" -> V1PersistentVolumeClaim::fromJson;
      case "v1 Service" -> V1Service::fromJson;
      case "apps/v1 Deployment" -> V1Deployment::fromJson;
      case "apps/v1 StatefulSet" -> V1StatefulSet::fromJson;
      case "batch/v1 CronJob" -> V1CronJob::fromJson;
      default -> throw new IllegalArgumentException("no such kind: " + name);
    };
  }

  private static V1PodTemplateSpec template(KubernetesObject object) {
    if (object instanceof V1Deployment deployment) {
      return deployment.getSpec().getTemplate();
    }
    if (object instanceof V1StatefulSet set) {
      return set.getSpec().getTemplate();
    }
    return object instanceof V1CronJob job
        ? job.getSpec().getJobTemplate().getSpec().getTemplate()
        : null;
  }

  private static List<V1Probe> probes(V1Container container) {
    return Stream.of(
            container.getStartupProbe(),
            container.getLivenessProbe(),
            container.getReadinessProbe())
        .filter(Objects::nonNull)
        .toList();
  }
}
