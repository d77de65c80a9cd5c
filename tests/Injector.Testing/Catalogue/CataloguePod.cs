using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Parameters;
using Injector.Core.Profiles.Templates;
using Injector.Core.Requests;
using Injector.Core.Settings;
using Injector.Core.Snapshots;
using Injector.Profiles.BuiltIn;

namespace Injector.Testing.Catalogue;

/// <summary>
/// A pod that asks for built-in profiles with as few annotations as they allow: what a profile requires gets the value of its own example.
/// A profile that joins the catalogue is so tested with all the others, without a word about it here.
/// </summary>
public static class CataloguePod
{
    private static readonly ImmutableArray<SidecarProfile> BuiltIns = BuiltInProfiles.Load();
    private static readonly ProfileCatalogue Catalogue = ProfileCatalogue.Create(BuiltIns);

    /// <summary>The built-in profiles by name.</summary>
    public static ImmutableArray<SidecarProfile> Profiles => BuiltIns;

    /// <summary>Names of all profiles and of all pairs of two, as an annotation spells them.</summary>
    public static IEnumerable<string> SinglesAndPairs =>
        from left in BuiltInProfiles.Names
        from right in BuiltInProfiles.Names
        where string.CompareOrdinal(left, right) <= 0
        select left == right ? left : $"{left},{right}";

    /// <summary>An ordinary pod that asks for profiles, parameters beyond the required ones given.</summary>
    public static JsonObject Requesting(string profiles, params (string Key, string Value)[] parameters)
    {
        var annotations = new JsonObject { ["injector.io/inject"] = profiles };
        foreach (var profile in profiles.Split(',').Select(name => BuiltIns.Single(profile => profile.Name == name)))
        {
            AddRequired(profile, annotations);
        }

        foreach (var (key, value) in parameters)
        {
            annotations[key] = value;
        }

        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = "web", ["annotations"] = annotations },
            ["spec"] = JsonNode.Parse("""
                {
                  "securityContext": {"runAsNonRoot": true, "runAsUser": 1000, "seccompProfile": {"type": "RuntimeDefault"}},
                  "initContainers": [{"name": "prepare", "image": "example.test/prepare:1"}],
                  "containers": [{
                    "name": "web", "image": "example.test/web:1", "ports": [{"containerPort": 8080}],
                    "securityContext": {"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}},
                    "env": [{"name": "DATABASE", "value": "orders"}],
                    "volumeMounts": [{"name": "config", "mountPath": "/etc/web", "readOnly": true}]
                  }],
                  "volumes": [{"name": "config", "configMap": {"name": "web", "defaultMode": 420}}]
                }
                """),
        };
    }

    /// <summary>Runs the engine over a pod in a namespace of the given pod security level.</summary>
    public static InjectionResult Inject(JsonNode pod, Version kubernetes, string enforcedLevel = "privileged")
    {
        var facts = NamespaceFacts.Unknown("shop");
        facts = facts with { Labels = facts.Labels.Add("pod-security.kubernetes.io/enforce", enforcedLevel) };
        return SidecarInjector.Inject(
            new InjectionRequest { Pod = PodReader.Read(Encoding.UTF8.GetBytes(pod.ToJsonString())).Pod!, Namespace = "shop" },
            new InjectionSnapshot
            {
                Profiles = Catalogue,
                Namespaces = NamespaceDirectory.Create([facts]),
                Capabilities = new ClusterCapabilities(kubernetes),
            });
    }

    /// <summary>Gives the values that only some words of a parameter require: the denial names their annotations, the profile has an example.</summary>
    public static JsonObject Complete(JsonObject pod, string profile)
    {
        var annotations = pod["metadata"]!["annotations"]!.AsObject();
        if (Inject(pod, new Version(1, 34)).Decision is InjectionDecision.Deny { Code: ReasonCode.BadParameter } denied)
        {
            foreach (var parameter in BuiltIns.Single(candidate => candidate.Name == profile).Parameters)
            {
                var key = $"{profile}.injector.io/{parameter.Name}";
                if (denied.Message.ToString().Contains($"annotation {key} is missing", StringComparison.Ordinal))
                {
                    annotations[key] = parameter.Example;
                }
            }
        }

        return pod;
    }

    private static void AddRequired(SidecarProfile profile, JsonObject annotations)
    {
        var values = profile.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => parameter.Required ? Example(parameter) : parameter.Default,
            StringComparer.Ordinal);
        foreach (var parameter in profile.Parameters)
        {
            if (parameter.Required || parameter.RequiredWhen?.Holds(new Values(values)) == true)
            {
                annotations[$"{profile.Name}.injector.io/{parameter.Name}"] = parameter.Example;
                values[parameter.Name] = Example(parameter);
            }
        }
    }

    private static TemplateValue Example(ProfileParameter parameter) =>
        ParameterParser.TryParse(parameter, parameter.Example, out var value, out var error) ? value : throw new InvalidOperationException(error);

    private sealed class Values(Dictionary<string, TemplateValue> values) : IVariableScope
    {
        public TemplateValue Resolve(VariableReference reference) =>
            reference.Root == "params" ? values.GetValueOrDefault(reference.Name, TemplateValue.None) : TemplateValue.None;
    }
}
