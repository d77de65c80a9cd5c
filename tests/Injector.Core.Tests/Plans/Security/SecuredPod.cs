using System.Text;
using System.Text.Json.Nodes;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Core.Requests;
using Injector.Core.Settings;
using Injector.Core.Snapshots;
using Injector.Profiles.Files;
using Injector.Testing.Documents;

namespace Injector.Core.Tests.Plans.Security;

/// <summary>Adds a profile of one's own to a pod of a namespace that enforces a level.</summary>
internal static class SecuredPod
{
    /// <summary>A pod that every level admits in every version, whatever its own defaults.</summary>
    public const string Plain = """
        metadata: {name: web, annotations: {injector.io/inject: own}}
        spec:
          containers:
            - name: web
              image: example.test/web:1
              securityContext: {runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}
        """;

    public static JsonObject Read(string yaml) => (JsonObject)YamlToJson.Single(yaml)!;

    /// <summary>A profile with the part: a field of its container, of the container's security context, a volume's source, or an annotation.</summary>
    /// <param name="part"><c>context</c>, <c>container</c>, <c>volume</c> or <c>annotation</c>.</param>
    /// <param name="text">The field in YAML.</param>
    /// <param name="kind"><c>sidecars</c> or <c>initContainers</c>.</param>
    public static ProfileCatalogue Profile(string part, string text, string kind = "sidecars")
    {
        var volume = part == "volume" ? text : "emptyDir: {}";
        return Own($$"""
            spec:
              description: Adds what is to be tried.
              parameters: [{name: never, type: boolean, description: Is never set.}, {name: user, type: user, description: Whom to run as.}]
              volumes: [{name: data, {{volume}}}]
              {{kind}}:
                - container:
                    name: helper
                    image: example.test/helper:1
                    securityContext: { {{(part == "context" ? text : "")}} }
                    volumeMounts: [{name: data, mountPath: /data}]
                    {{(part == "container" ? text : "")}}
              {{(part == "annotation" ? $"pod: {{annotations: {{{text}}}}}" : "")}}
            """);
    }

    /// <summary>The profile <c>own</c> with the given <c>spec</c>.</summary>
    public static ProfileCatalogue Own(string spec)
    {
        var load = ProfileText.Parse(Encoding.UTF8.GetBytes($"apiVersion: injector.io/v1alpha1\nkind: SidecarProfile\nmetadata: {{name: own}}\n{spec}\n"), "own.yaml");
        load.Errors.ShouldBeEmpty();
        return load.ToCatalogue();
    }

    /// <summary>Runs the engine.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="profiles">The profiles.</param>
    /// <param name="level">Value of the label that enforces a level; <see langword="null"/> for none.</param>
    /// <param name="version">Value of the label that pins the version; <see langword="null"/> for none.</param>
    /// <param name="cluster">Version of the cluster; <see langword="null"/> for one that is not known.</param>
    public static InjectionResult Inject(JsonNode pod, ProfileCatalogue profiles, string? level, string? version = null, Version? cluster = null)
    {
        var facts = NamespaceFacts.Unknown("shop");
        var labels = facts.Labels.ToBuilder();
        foreach (var (key, value) in new[] { ("enforce", level), ("enforce-version", version) })
        {
            if (value is not null)
            {
                labels.Add($"pod-security.kubernetes.io/{key}", value);
            }
        }

        return SidecarInjector.Inject(
            new InjectionRequest { Pod = PodReader.Read(Encoding.UTF8.GetBytes(pod.ToJsonString())).Pod!, Namespace = "shop" },
            new InjectionSnapshot
            {
                Profiles = profiles,
                Namespaces = NamespaceDirectory.Create([facts with { Labels = labels.ToImmutable() }]),
                Capabilities = new ClusterCapabilities(cluster),
            });
    }
}
