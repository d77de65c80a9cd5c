using System.Text.Json.Nodes;

namespace Injector.Testing.Admission;

/// <summary>A pod in which every field that Injector reads has a value, and some that it does not.</summary>
public static class FullPod
{
    /// <summary>The annotations that make Injector look at all of it, by a name for the choice.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Requests { get; } = new Dictionary<string, IReadOnlyDictionary<string, string>>
    {
        ["sidecars"] = new Dictionary<string, string>
        {
            ["injector.io/inject"] = "logging,metrics,log-tail",
            ["injector.io/containers"] = "web,worker",
            ["metrics.injector.io/exporter"] = "nginx",
            ["log-tail.injector.io/resources"] = "limits.memory=96Mi",
            ["config.injector.io/logging.fluent-bit.yaml"] = "of an exported pod",
        },
        ["ambassador"] = new Dictionary<string, string>
        {
            ["injector.io/inject"] = "ambassador",
            ["injector.io/sidecar-mode"] = "classic",
            ["ambassador.injector.io/upstreams"] = "orders=http://orders.shop.svc:8080?timeout=2s, db@5432=tcp://db.shop.svc:5432",
            ["ambassador.injector.io/inbound"] = "18443=http://localhost:8080, 18444=grpc://localhost:9090",
            ["ambassador.injector.io/rewriteProbes"] = "true",
            ["ambassador.injector.io/rewritePorts"] = "true",
        },
        ["init containers"] = new Dictionary<string, string>
        {
            ["injector.io/inject"] = "migrate,wait-for",
            ["migrate.injector.io/command"] = "./migrate",
            ["migrate.injector.io/env"] = "A=b",
            ["wait-for.injector.io/targets"] = "tcp://db:5432",
        },
    };

    /// <summary>The record of an earlier pass, as <c>injector.io/status</c> holds it.</summary>
    public const string Status = """
        {"version":"0.1.0","mode":"native","profiles":{"log-tail":"0123456789abcdef"},"ports":{"metrics.exporter":9113,"ambassador.in.probes":19021},
        "initContainers":["log-tail"],"containers":["old"],"volumes":["injector-logs"],"imagePullSecrets":["ours"],"annotations":["example.org/ours"],
        "labels":["example.org/ours"],"env":{"web":["STATSD_HOST"]},"mounts":{"web":["/var/log/app"]},"safeToEvict":["injector-logs"],
        "raised":{"limits.memory":"1Gi"},"superseded":[{"init":true,"index":0,"container":{"name":"log-tail","image":"auto"}}],
        "rewritten":{"web":{"ports/18443/containerPort":[8080],"livenessProbe/httpGet/port":[8080],"lifecycle/preStop":[]}},"blank":{"labels":"null"}}
        """;

    /// <summary>The review, as a tree.</summary>
    public static JsonNode Review(string request)
    {
        var pod = JsonNode.Parse(Pod)!;
        var annotations = pod["metadata"]!["annotations"]!.AsObject();
        foreach (var (key, value) in Requests[request])
        {
            annotations[key] = value;
        }

        return new JsonObject
        {
            ["apiVersion"] = "admission.k8s.io/v1",
            ["kind"] = "AdmissionReview",
            ["request"] = new JsonObject
            {
                ["uid"] = "705ab4f5-6393-11e8-b7cc-42010a800002",
                ["resource"] = new JsonObject { ["group"] = "", ["version"] = "v1", ["resource"] = "pods" },
                ["subResource"] = "",
                ["name"] = "web",
                ["namespace"] = "shop",
                ["operation"] = "CREATE",
                ["object"] = pod,
                ["dryRun"] = false,
            },
        };
    }

    private const string Pod = """
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web-1","generateName":"web-5d4f8c7b9-","labels":{"app":"web","pod-template-hash":"5d4f8c7b9"},
        "annotations":{"example.org/team":"shop","cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes":"cache"},
        "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"web-5d4f8c7b9","uid":"u","controller":true}],
        "managedFields":[{"manager":"m","fieldsV1":{"f:metadata":{}}}],"finalizers":["example.org/f"],"creationTimestamp":null,"generation":1},
        "spec":{"restartPolicy":"Always","hostNetwork":false,"automountServiceAccountToken":true,"os":{"name":"linux"},"nodeSelector":{"kubernetes.io/os":"linux"},
        "securityContext":{"runAsUser":1000,"runAsGroup":1000,"runAsNonRoot":true,"fsGroup":1000},
        "resources":{"requests":{"cpu":"1","memory":"1Gi"},"limits":{"cpu":2,"memory":"2Gi"}},
        "imagePullSecrets":[{"name":"registry"}],"tolerations":[{"key":"k","operator":"Exists","tolerationSeconds":300}],
        "volumes":[{"name":"cache","emptyDir":{}},{"name":"injector-logs","emptyDir":{"sizeLimit":"512Mi"}},{"name":"settings","configMap":{"name":"settings","defaultMode":420}}],
        "initContainers":[{"name":"first","image":"busybox:1","args":["--host","http://localhost:19100"],"env":[{"name":"A","value":"127.0.0.1:5432"}]},
        {"name":"log-tail","image":"auto","restartPolicy":"Always","resources":{"limits":{"memory":"80Mi"},"requests":{"cpu":"5m"}}}],
        "containers":[{"name":"web","image":"nginx:1.29","imagePullPolicy":"IfNotPresent","command":["nginx"],"args":["-g"],"workingDir":"/",
        "env":[{"name":"SETTING","value":"v"},{"name":"POD","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}],"envFrom":[{"configMapRef":{"name":"more"}}],
        "ports":[{"name":"http","containerPort":8080,"hostPort":0,"protocol":"TCP"},{"name":"grpc","containerPort":9090},{"containerPort":53,"protocol":"UDP"}],
        "volumeMounts":[{"name":"cache","mountPath":"/cache"},{"name":"settings","mountPath":"/etc/a.conf","subPath":"a.conf","readOnly":true},{"name":"cache","mountPath":"/x","subPathExpr":"$(POD)"}],
        "livenessProbe":{"httpGet":{"path":"/healthz?full=1","port":"http","scheme":"HTTP","host":""},"periodSeconds":10},
        "readinessProbe":{"tcpSocket":{"port":8080}},"startupProbe":{"grpc":{"port":9090,"service":""}},
        "lifecycle":{"preStop":{"httpGet":{"path":"/stop","port":"http"}},"postStart":{"exec":{"command":["true"]}}},
        "securityContext":{"runAsUser":101,"runAsGroup":101,"capabilities":{"drop":["ALL"],"add":[]},"readOnlyRootFilesystem":true},
        "resources":{"requests":{"cpu":"100m"},"limits":{"memory":"256Mi"}}},{"name":"worker","image":"busybox:1","ports":[{"containerPort":9113}]}]},"status":{}}
        """;
}
