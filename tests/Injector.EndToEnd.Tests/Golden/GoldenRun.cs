using System.Text;
using System.Text.Json.Nodes;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Requests;
using Injector.Core.Settings;
using Injector.Testing.Golden;
using Injector.Testing.Patching;

namespace Injector.EndToEnd.Tests.Golden;

/// <summary>
/// A golden case as it comes out on a given API server. A case that states no version was recorded for a current one; here it is decided by what
/// the server can do, on both sides of every comparison.
/// </summary>
internal sealed class GoldenRun(GoldenCase golden, Version serverVersion)
{
    private static readonly string[] Probes = ["livenessProbe", "readinessProbe", "startupProbe"];
    private static readonly Version NativeSidecars = new(1, 29);

    internal GoldenCase Golden => golden;

    internal JsonNode Pod { get; } = golden.Pod;

    internal Version KubernetesVersion { get; } = golden.KubernetesVersion ?? new Version(serverVersion.Major, serverVersion.Minor);

    private InjectorSettings Settings => golden.Snapshot.Settings;

    /// <summary>
    /// Whether the case means nothing to an older server: it states a newer version, or its pod has native sidecars or probes by gRPC, whose fields
    /// an older server drops.
    /// </summary>
    internal static bool NeedsNewerFields(GoldenCase golden) =>
        golden.KubernetesVersion >= NativeSidecars
        || (golden.Pod["spec"]?["initContainers"] as JsonArray ?? []).Any(container => container?["restartPolicy"] is not null)
        || golden.Pod["spec"]!["containers"]!.AsArray().Any(container => Probes.Any(probe => container?[probe]?["grpc"] is not null));

    /// <summary>What the engine itself answers.</summary>
    internal InjectionResult Result(string productVersion)
    {
        var reading = PodReader.Read(Encoding.UTF8.GetBytes(Pod.ToJsonString()));
        var snapshot = golden.Snapshot with
        {
            Capabilities = new ClusterCapabilities(KubernetesVersion),
            Settings = Settings with { Version = productVersion },
        };
        return SidecarInjector.Inject(new InjectionRequest { Pod = reading.Pod!, Namespace = golden.Namespace }, snapshot);
    }

    /// <summary>The pod after the engine's patch, applied here.</summary>
    internal JsonNode Patched(InjectionResult result) =>
        result.Patch.IsEmpty ? Pod : JsonPatchApplier.Apply(Pod, JsonNode.Parse(result.Patch.Span)!.AsArray())!;

    /// <summary>The configuration that gives the webhook and the command line the settings and surroundings of the case.</summary>
    /// <param name="namespacesFile">The file with the case's namespace; <see langword="null"/> when it has none.</param>
    internal string Configuration(string? namespacesFile) => new JsonObject
    {
        ["kubernetesVersion"] = KubernetesVersion.ToString(2),
        ["profilesDirectory"] = golden.ProfilesFolder,
        ["namespacesFile"] = namespacesFile,
        ["ownNamespace"] = Settings.OwnNamespace,
        ["defaultProfiles"] = new JsonArray([.. Settings.DefaultProfiles.Select(name => JsonValue.Create(name))]),
        ["annotationPrefix"] = Settings.Keys.Prefix,
        ["foreignSidecars"] = new JsonArray([.. Settings.ForeignSidecars.Select(name => (JsonNode)name)]),
        ["keepGuaranteed"] = Settings.KeepGuaranteed,
        ["tokenMasks"] = new JsonArray([.. Settings.TokenMasks.Select(path => JsonValue.Create(path))]),
        ["sidecarResources"] = string.Join(", ", Settings.SidecarResources.Select(one => $"{one.Section}.{one.Name}={one.Quantity}")),
        ["unknownProfiles"] = Settings.SkipUnknownProfiles ? "skip" : "deny",
        ["listen"] = "127.0.0.1:0",
        ["adminListen"] = "127.0.0.1:0",
        ["logLevel"] = "none",
    }.Where(entry => entry.Value is not null).Aggregate("", (text, entry) => $"{text}{entry.Key}: {entry.Value!.ToJsonString()}\n");
}
