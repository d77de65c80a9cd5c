using System.Text.Json.Nodes;
using Injector.Testing.Validation.Api;

namespace Injector.Core.Tests.Validation;

/// <summary>The oracle of pod validation must see what an API server refuses: each case is one mistake in a pod that is otherwise right.</summary>
public sealed class PodOracleTests
{
    [Fact]
    public void Takes_what_is_right() => PodOracle.Problems(Pod()).ShouldBeEmpty();

    [Theory]
    [InlineData("""{"name":"Web","image":"i"}""", "spec.containers[1].name: is not a label of DNS")]
    [InlineData("""{"name":"web","image":"i"}""", "spec.containers[1].name: is taken")]
    [InlineData("""{"name":"a"}""", "spec.containers[1].image: is required")]
    [InlineData("""{"name":"a","image":"i","imagePullPolicy":"Sometimes"}""", "spec.containers[1].imagePullPolicy: is not a policy")]
    [InlineData("""{"name":"a","image":"i","restartPolicy":"Always"}""", "spec.containers[1].restartPolicy: is Always for init containers alone")]
    [InlineData("""{"name":"a","image":"i","volumeMounts":[{"name":"none","mountPath":"/a"}]}""", "spec.containers[1].volumeMounts[0].name: none is no volume of the pod")]
    [InlineData("""{"name":"a","image":"i","volumeMounts":[{"name":"data","mountPath":""}]}""", "spec.containers[1].volumeMounts[0].mountPath: is required")]
    [InlineData("""{"name":"a","image":"i","volumeMounts":[{"name":"data","mountPath":"/a"},{"name":"data","mountPath":"/a"}]}""", "spec.containers[1].volumeMounts[1].mountPath: /a stands twice")]
    [InlineData("""{"name":"a","image":"i","volumeMounts":[{"name":"data","mountPath":"/a","subPath":"b/../../c"}]}""", "spec.containers[1].volumeMounts[0].subPath: must lead down")]
    [InlineData("""{"name":"a","image":"i","volumeMounts":[{"name":"data","mountPath":"/a","subPath":"b","subPathExpr":"c"}]}""", "spec.containers[1].volumeMounts[0].subPathExpr: excludes subPath")]
    [InlineData("""{"name":"a","image":"i","volumeMounts":[{"name":"data","mountPath":"/a","mountPropagation":"Bidirectional"}]}""", "spec.containers[1].volumeMounts[0].mountPropagation: needs a privileged container")]
    [InlineData("""{"name":"a","image":"i","ports":[{"name":"http","containerPort":1},{"name":"http","containerPort":2}]}""", "spec.containers[1].ports[1].name: http stands twice")]
    [InlineData("""{"name":"a","image":"i","ports":[{"name":"a-name-of-sixteen","containerPort":1}]}""", "spec.containers[1].ports[0].name: a-name-of-sixteen is not a name of a port")]
    [InlineData("""{"name":"a","image":"i","ports":[{"containerPort":65536}]}""", "spec.containers[1].ports[0].containerPort: must be from 1 to 65535")]
    [InlineData("""{"name":"a","image":"i","ports":[{"containerPort":1,"hostPort":80}]}""", "spec.containers: hostPort TCP//80 stands twice")]
    [InlineData("""{"name":"a","image":"i","env":[{"name":"A=B","value":"x"}]}""", "spec.containers[1].env[0].name: 'A=B' is not a name of a variable")]
    [InlineData("""{"name":"a","image":"i","env":[{"name":"A","valueFrom":{"fieldRef":{"fieldPath":"spec.hostname"}}}]}""", "spec.containers[1].env[0].valueFrom.fieldRef: is not a field that a variable can hold")]
    [InlineData("""{"name":"a","image":"i","env":[{"name":"A","valueFrom":{"resourceFieldRef":{"resource":"limits.gpu"}}}]}""", "spec.containers[1].env[0].valueFrom.resourceFieldRef.resource: 'limits.gpu' is not an amount")]
    [InlineData("""{"name":"a","image":"i","env":[{"name":"A","value":"x","valueFrom":{"configMapKeyRef":{"name":"a","key":"b"}}}]}""", "spec.containers[1].env[0].valueFrom: excludes a value")]
    [InlineData("""{"name":"a","image":"i","readinessProbe":{"exec":{"command":["a"]},"tcpSocket":{"port":1}}}""", "spec.containers[1].readinessProbe: has exactly one handler")]
    [InlineData("""{"name":"a","image":"i","livenessProbe":{"exec":{"command":["a"]},"successThreshold":2}}""", "spec.containers[1].livenessProbe.successThreshold: must be 1")]
    [InlineData("""{"name":"a","image":"i","readinessProbe":{"httpGet":{"path":"/","port":0}}}""", "spec.containers[1].readinessProbe.httpGet.port: is neither a number of a port nor a name")]
    [InlineData("""{"name":"a","image":"i","lifecycle":{"preStop":{"sleep":{"seconds":31}}}}""", "spec.containers[1].lifecycle.preStop.sleep: must be from 0 to the pod's 30 seconds")]
    [InlineData("""{"name":"a","image":"i","securityContext":{"privileged":true,"allowPrivilegeEscalation":false}}""", "spec.containers[1].securityContext.allowPrivilegeEscalation: must not be false for a privileged container")]
    [InlineData("""{"name":"a","image":"i","securityContext":{"runAsUser":-1}}""", "spec.containers[1].securityContext.runAsUser: must be from 0 to 2147483647")]
    [InlineData("""{"name":"a","image":"i","resources":{"requests":{"cpu":"2"},"limits":{"cpu":"1"}}}""", "spec.containers[1].resources.requests[cpu]: must not be above its limit")]
    [InlineData("""{"name":"a","image":"i","resources":{"requests":{"cpu":"1","hugepages-2Mi":"2Mi"}}}""", "spec.containers[1].resources.requests[hugepages-2Mi]: needs a limit, for no more of it can be promised than there is")]
    [InlineData("""{"name":"a","image":"i","resources":{"limits":{"hugepages-2Mi":"2Mi"}}}""", "spec.containers[1].resources: huge pages need cpu or memory beside them")]
    [InlineData("""{"name":"a","image":"i","resources":{"limits":{"example.com/gpu":"500m"}}}""", "spec.containers[1].resources.limits[example.com/gpu]: must be a whole number")]
    [InlineData("""{"name":"a","image":"i","resources":{"limits":{"gpu":"1"}}}""", "spec.containers[1].resources.limits[gpu]: is not a resource that can be named here")]
    public void Sees_a_mistake_of_a_container(string container, string finding) =>
        PodOracle.Problems(Pod(spec => spec["containers"]!.AsArray().Add(JsonNode.Parse(container)))).ShouldContain(finding);

    [Theory]
    [InlineData("""{"name":"a","image":"i","lifecycle":{"preStop":{"sleep":{"seconds":1}}}}""", "spec.initContainers[0].lifecycle: is not for init containers without restartPolicy Always")]
    [InlineData("""{"name":"a","image":"i","restartPolicy":"Always","startupProbe":{"exec":{}}}""", "spec.initContainers[0].startupProbe.exec.command: is required")]
    [InlineData("""{"name":"web","image":"i"}""", "spec.initContainers[0].name: is taken")]
    public void Sees_a_mistake_of_an_init_container(string container, string finding) =>
        PodOracle.Problems(Pod(spec => spec["initContainers"] = new JsonArray(JsonNode.Parse(container)))).ShouldContain(finding);

    [Theory]
    [InlineData("""{"name":"data","emptyDir":{}}""", "spec.volumes[1].name: data stands twice")]
    [InlineData("""{"name":"a","emptyDir":{},"secret":{"secretName":"a"}}""", "spec.volumes[1]: has more than one source")]
    [InlineData("""{"name":"a","emptyDir":{"sizeLimit":"-1"}}""", "spec.volumes[1].emptyDir.sizeLimit: is not an amount")]
    [InlineData("""{"name":"a","downwardAPI":{"items":[{"path":"../a","fieldRef":{"fieldPath":"metadata.name"}}]}}""", "spec.volumes[1].downwardAPI.items[0].path: must lead down")]
    [InlineData("""{"name":"a","downwardAPI":{"items":[{"path":"a","fieldRef":{"fieldPath":"status.podIP"}}]}}""", "spec.volumes[1].downwardAPI.items[0].fieldRef: is not a field that a file can hold")]
    [InlineData("""{"name":"a","downwardAPI":{"items":[{"path":"a","resourceFieldRef":{"resource":"limits.cpu"}}]}}""", "spec.volumes[1].downwardAPI.items[0].resourceFieldRef: names no amount of a container")]
    [InlineData("""{"name":"a","configMap":{"name":"a","defaultMode":1000}}""", "spec.volumes[1].configMap.defaultMode: must be from 0 to 0777")]
    [InlineData("""{"name":"a","persistentVolumeClaim":{}}""", "spec.volumes[1].persistentVolumeClaim.claimName: is required")]
    public void Sees_a_mistake_of_a_volume(string volume, string finding) =>
        PodOracle.Problems(Pod(spec => spec["volumes"]!.AsArray().Add(JsonNode.Parse(volume)))).ShouldContain(finding);

    // The pod's one container requests a core and 100Mi and is limited to 200Mi.
    [Theory]
    [InlineData("""{"limits":{"cpu":"1","memory":"1Gi"}}""", null)]
    [InlineData("""{"requests":{"cpu":"1","memory":"100Mi"}}""", null)]
    [InlineData("""{"requests":{"cpu":"1"}}""", "spec.resources.requests[memory]: must not be below what the containers request together")]
    [InlineData("{}", "spec.resources.requests[cpu]: must not be below what the containers request together")]
    [InlineData("""{"requests":{"cpu":"900m","memory":"1Gi"}}""", "spec.resources.requests[cpu]: must not be below what the containers request together")]
    [InlineData("""{"requests":{"cpu":"2","memory":"1Gi"},"limits":{"cpu":"1500m"}}""", "spec.resources.requests[cpu]: must not be above its limit")]
    [InlineData("""{"limits":{"cpu":"1","memory":"150Mi"}}""", "spec.containers[0].resources.limits[memory]: must not be above the pod's limit")]
    [InlineData("""{"limits":{"cpu":"1","ephemeral-storage":"1Gi"}}""", "spec.resources.limits[ephemeral-storage]: is not a resource that can be named here")]
    [InlineData("""{"requests":{"cpu":"1","memory":"1Gi","hugepages-2Mi":"4Mi"},"limits":{"hugepages-2Mi":"8Mi"}}""", "spec.resources.requests[hugepages-2Mi]: must equal its limit")]
    public void Holds_pod_level_resources_against_the_containers(string resources, string? finding)
    {
        var problems = PodOracle.Problems(Pod(spec =>
        {
            spec["resources"] = JsonNode.Parse(resources);
            spec["containers"]![0]!["resources"] = JsonNode.Parse("""{"requests":{"cpu":"1","memory":"100Mi"},"limits":{"memory":"200Mi"}}""");
        }));

        if (finding is null)
        {
            problems.ShouldBeEmpty();
        }
        else
        {
            problems.ShouldContain(finding);
        }
    }

    [Fact]
    public void Counts_native_sidecars_beside_the_containers_and_init_containers_one_after_another()
    {
        var spec = JsonNode.Parse("""
            {
              "initContainers": [
                {"name": "first", "resources": {"requests": {"cpu": "3"}}},
                {"name": "sidecar", "restartPolicy": "Always", "resources": {"limits": {"cpu": "500m"}}},
                {"name": "second", "resources": {"requests": {"cpu": "2"}}}
              ],
              "containers": [{"name": "web", "resources": {"requests": {"cpu": "1", "memory": "1Ki"}}}]
            }
            """)!.AsObject();

        var together = ResourceRules.Aggregate(spec);

        together["cpu"].ShouldBe(3 * ApiQuantity.One);
        together["memory"].ShouldBe(1024 * ApiQuantity.One);
    }

    [Theory]
    [InlineData("1", 1_000_000_000)]
    [InlineData("100m", 100_000_000)]
    [InlineData("1.5Ki", 1_536_000_000_000)]
    [InlineData("2e3", 2_000_000_000_000)]
    [InlineData("1E-2", 10_000_000)]
    [InlineData("3n", 3)]
    [InlineData("-2k", -2_000_000_000_000)]
    public void Reads_quantities(string text, long billionths)
    {
        ApiQuantity.TryParse(text, out var amount).ShouldBeTrue();
        amount.ShouldBe(billionths);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mi")]
    [InlineData("1 Gi")]
    [InlineData("1mi")]
    [InlineData(".")]
    public void Refuses_what_is_no_quantity(string text) => ApiQuantity.TryParse(text, out _).ShouldBeFalse();

    private static JsonNode Pod(Action<JsonObject>? change = null)
    {
        var pod = JsonNode.Parse("""
            {
              "metadata": {"name": "web", "annotations": {"example.com/a": "b"}, "labels": {"app": "web"}},
              "spec": {
                "containers": [{"name": "web", "image": "example.test/web:1", "ports": [{"containerPort": 80, "hostPort": 80}], "volumeMounts": [{"name": "data", "mountPath": "/data"}]}],
                "volumes": [{"name": "data", "emptyDir": {}}]
              }
            }
            """)!;
        change?.Invoke(pod["spec"]!.AsObject());
        return pod;
    }
}
