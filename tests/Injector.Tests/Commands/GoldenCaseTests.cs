using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Server.Options;
using Injector.Testing.Golden;
using Injector.Testing.Patching;

namespace Injector.Tests.Commands;

/// <summary>The command line gives the pod that the engine's patch gives, for every golden case.</summary>
public sealed partial class GoldenCaseTests
{
    public static IEnumerable<object[]> Cases => GoldenCases.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gives_the_same_pod_as_the_webhook(string name)
    {
        var golden = GoldenCase.Load(name);
        using var folder = new TemporaryFolder();
        var arguments = Arguments(golden, folder);

        var run = CommandRun.Of([.. arguments]);

        var result = golden.Inject(golden.Pod.DeepClone());
        if (result.Decision is InjectionDecision.Deny deny)
        {
            run.ExitCode.ShouldBe(ExitCodes.Found);
            run.Output.ShouldBeEmpty();
            run.Error.ShouldContain(deny.Message.ToString().ReplaceLineEndings(" "));
            return;
        }

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        // The note of why a pod is skipped is for pods: a manifest stays as it is.
        var expected = result.Patch.IsEmpty || result.Decision is InjectionDecision.Skip
            ? golden.Pod
            : JsonPatchApplier.Apply(golden.Pod.DeepClone(), JsonNode.Parse(result.Patch.Span)!.AsArray())!;
        // What was asked for is kept by the command line alone.
        var (output, versioned) = (Requested().Replace(run.Output, ""), Versioned(expected));
        JsonNode.DeepEquals(JsonNode.Parse(output), JsonNode.Parse(versioned)).ShouldBeTrue($"{run.Output}\n\n{versioned}");
    }

    // Records tell releases apart: one of the golden release is one of this build's.
    private static string Versioned(JsonNode pod) => pod.ToJsonString().Replace("0.0.0-golden", BuildVersion.Number, StringComparison.Ordinal);

    [System.Text.RegularExpressions.GeneratedRegex(@",\\+(""|u0022)requested\\+(""|u0022):\\+(""|u0022)[0-9a-f]{12}\\+(""|u0022)")]
    private static partial System.Text.RegularExpressions.Regex Requested();

    private static List<string> Arguments(GoldenCase golden, TemporaryFolder folder)
    {
        var pod = (JsonObject)golden.Pod.DeepClone();
        pod["apiVersion"] ??= "v1";
        pod["kind"] ??= "Pod";
        var settings = golden.Snapshot.Settings;
        var config = new JsonObject
        {
            ["ownNamespace"] = settings.OwnNamespace,
            ["annotationPrefix"] = settings.Keys.Prefix,
            ["foreignSidecars"] = new JsonArray([.. settings.ForeignSidecars.Select(name => (JsonNode)name)]),
            ["keepGuaranteed"] = settings.KeepGuaranteed,
            ["tokenMasks"] = new JsonArray([.. settings.TokenMasks.Select(path => JsonValue.Create(path))]),
            ["sidecarResources"] = string.Join(", ", settings.SidecarResources.Select(one => $"{one.Section}.{one.Name}={one.Quantity}")),
            ["unknownProfiles"] = settings.SkipUnknownProfiles ? "skip" : "deny",
            ["defaultProfiles"] = new JsonArray([.. settings.DefaultProfiles.Select(profile => (JsonNode)profile)]),
        };
        List<string> arguments =
        [
            "inject", "-f", folder.Write("pod.json", Versioned(pod)), "-o", "json", "-n", golden.Namespace,
            "--config", folder.Write("config.yaml", config.ToJsonString()),
        ];
        if (golden.KubernetesVersion is { } version)
        {
            arguments.AddRange(["--kubernetes-version", version.ToString()]);
        }

        if (golden.ProfilesFolder is { } profiles)
        {
            arguments.AddRange(["--profiles", profiles]);
        }

        if (golden.NamespaceManifest is { } manifest)
        {
            manifest["metadata"]!["name"] = golden.Namespace;
            arguments.AddRange(["--namespaces", folder.Write("namespace.json", manifest.ToJsonString())]);
        }

        return arguments;
    }
}
