using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Requests;
using Injector.Core.Settings;
using Injector.Core.Snapshots;
using Injector.Profiles.BuiltIn;
using Injector.Profiles.Files;
using Injector.Testing.Documents;

namespace Injector.Testing.Golden;

/// <summary>A folder of <c>tests/golden</c>: a pod and its surroundings, and what must come of it. See the README there.</summary>
public sealed class GoldenCase
{
    private readonly string _folder;
    private readonly JsonObject _settings;

    private GoldenCase(string folder)
    {
        _folder = folder;
        _settings = ReadYaml("case.yaml") as JsonObject ?? [];
        Snapshot = MakeSnapshot();
    }

    public string Name => Path.GetFileName(_folder);

    /// <summary>The namespace of the pod.</summary>
    public string Namespace => (string?)_settings["namespace"] ?? "shop";

    public InjectionSnapshot Snapshot { get; }

    /// <summary>The pod as a tree.</summary>
    public JsonNode Pod => (ReadYaml("pod.yaml") ?? JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "pod.json"))))!;

    /// <summary>The namespace's manifest; <see langword="null"/> when the case has none.</summary>
    public JsonObject? NamespaceManifest => ReadYaml("namespace.yaml") as JsonObject;

    /// <summary>Whether the API server takes the pod as it is: cases about broken input say <c>apiServer: false</c>.</summary>
    public bool IsForApiServer => (bool?)_settings["apiServer"] ?? true;

    /// <summary>The oldest Kubernetes on which the case makes sense, by the version it states.</summary>
    public Version? KubernetesVersion => (string?)_settings["kubernetesVersion"] is { } version ? System.Version.Parse(version) : null;

    /// <summary>Folder of the case's own profiles; <see langword="null"/> when it has none.</summary>
    public string? ProfilesFolder => Directory.Exists(Path.Combine(_folder, "profiles")) ? Path.Combine(_folder, "profiles") : null;

    public static GoldenCase Load(string name) => At(Path.Combine(GoldenCases.Folder, name));

    /// <summary>A case that lies elsewhere, such as in the record of an earlier release.</summary>
    public static GoldenCase At(string folder) => new(folder);

    /// <summary>Runs the engine over a pod of the case.</summary>
    public InjectionResult Inject(JsonNode pod) => Inject(pod, Snapshot);

    /// <summary>Runs the engine over a pod of the case, with other surroundings than the case's own.</summary>
    public InjectionResult Inject(JsonNode pod, InjectionSnapshot snapshot)
    {
        var reading = PodReader.Read(Encoding.UTF8.GetBytes(pod.ToJsonString()));
        return SidecarInjector.Inject(
            new InjectionRequest { Pod = reading.Pod ?? throw new InvalidOperationException(reading.Error), Namespace = Namespace },
            snapshot);
    }

    /// <summary>The decision as the case's <c>decision.txt</c> has it.</summary>
    public static string Describe(InjectionResult result)
    {
        var text = new StringBuilder();
        text.Append(result.Decision switch
        {
            InjectionDecision.Inject => "inject\n",
            InjectionDecision.Skip skip => $"skip {skip.Code.Text()}{(skip.IsRequested ? " (asked for)" : "")}\n{skip.Message}\n",
            InjectionDecision.Deny deny => $"deny {deny.StatusCode} {deny.Code.Text()}\n{deny.Message}\n",
            _ => throw new InvalidOperationException(),
        });
        foreach (var warning in result.Warnings)
        {
            text.Append("warning: ").Append(warning).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Compares with an expectation of the case, or writes it when <c>UPDATE_GOLDEN=1</c>.</summary>
    public void Expect(string file, string? actual, Action<string, string> compare)
    {
        var path = Path.Combine(_folder, file);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.Delete(path);
            if (actual is not null)
            {
                File.WriteAllText(path, actual);
            }

            return;
        }

        compare(actual ?? "(none)\n", File.Exists(path) ? File.ReadAllText(path) : "(none)\n");
    }

    private InjectionSnapshot MakeSnapshot()
    {
        var builtIns = BuiltInProfiles.Load();
        var profiles = ProfilesFolder is { } folder ? ProfileFiles.Load(folder, builtIns) : new ProfileLoad(builtIns, [], []);
        if (!profiles.Errors.IsEmpty)
        {
            throw new InvalidOperationException(string.Join('\n', profiles.Errors));
        }

        return new InjectionSnapshot
        {
            Profiles = profiles.ToCatalogue(),
            Namespaces = NamespaceManifest is { } manifest ? NamespaceDirectory.Create([Facts(manifest)]) : NamespaceDirectory.Empty,
            Capabilities = new ClusterCapabilities(KubernetesVersion),
            Settings = new InjectorSettings
            {
                Version = "0.0.0-golden",
                OwnNamespace = "injector-system",
                KeepGuaranteed = (bool?)_settings["keepGuaranteed"] ?? false,
                TokenMasks = [.. (_settings["tokenMasks"] as JsonArray ?? []).Select(path => (string)path!)],
                SidecarResources = (string?)_settings["sidecarResources"] is { } resources && ResourceList.Read(resources, out var read) is null ? read : [],
                SkipUnknownProfiles = (string?)_settings["unknownProfile"] == "skip",
                DefaultProfiles = [.. (_settings["defaultProfiles"] as JsonArray ?? []).Select(name => (string)name!)],
                ForeignSidecars = [.. (_settings["foreignSidecars"] as JsonArray ?? []).Select(name => (string)name!)],
                Keys = (string?)_settings["prefix"] is { } prefix ? new AnnotationKeys(prefix) : AnnotationKeys.Default,
            },
        };
    }

    private NamespaceFacts Facts(JsonObject manifest) => new(Namespace, Map(manifest["metadata"]?["labels"]), Map(manifest["metadata"]?["annotations"]));

    private static ImmutableSortedDictionary<string, string> Map(JsonNode? node) =>
        (node as JsonObject ?? []).ToImmutableSortedDictionary(entry => entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);

    private JsonNode? ReadYaml(string file)
    {
        var path = Path.Combine(_folder, file);
        return File.Exists(path) ? YamlToJson.Single(File.ReadAllText(path)) : null;
    }
}
