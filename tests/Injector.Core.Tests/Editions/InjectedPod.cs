using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Core.Settings;
using Injector.Core.Snapshots;
using Injector.Testing.Golden;
using Injector.Testing.Patching;
using Injector.Testing.Released;

namespace Injector.Core.Tests.Editions;

/// <summary>A golden case that was injected, as the next pass sees it.</summary>
internal sealed record InjectedPod(GoldenCase Golden, JsonNode Pod, string[] Own)
{
    /// <summary>Made once: the cases are loaded with all their profiles.</summary>
    public static IReadOnlyList<InjectedPod> OfThisRelease { get; } = [.. InjectNow()];

    public static IReadOnlyList<InjectedPod> OfEarlierReleases { get; } = [.. ReadReleased()];

    private static IEnumerable<InjectedPod> InjectNow()
    {
        foreach (var name in GoldenCases.Names.Select(row => (string)row[0]))
        {
            var golden = GoldenCase.Load(name);
            var first = golden.Inject(golden.Pod);
            if (first.Decision is InjectionDecision.Inject { Plan: var plan })
            {
                var added = plan.InitContainers.Concat(plan.Containers).Select(container => container.Name);
                yield return new InjectedPod(golden, JsonPatchApplier.Apply(golden.Pod, JsonNode.Parse(first.Patch.Span)!.AsArray())!, [.. added]);
            }
        }
    }

    private static IEnumerable<InjectedPod> ReadReleased()
    {
        foreach (var row in Release.InjectedCases)
        {
            var release = new Release((string)row[0]);
            var pod = JsonNode.Parse(File.ReadAllText(release.CaseFile((string)row[1], "injected.json")!))!;
            var status = JsonNode.Parse((string?)(pod["metadata"]!["annotations"] as JsonObject ?? []).FirstOrDefault(entry => entry.Key.EndsWith("/status", StringComparison.Ordinal)).Value ?? "{}")!;
            var own = (status["initContainers"] as JsonArray ?? []).Concat(status["containers"] as JsonArray ?? []).Select(name => (string)name!);
            yield return new InjectedPod(release.Case((string)row[1]), pod, [.. own]);
        }
    }

    public IEnumerable<JsonObject> OwnContainers(JsonNode pod) => Containers(pod).Where(container => Own.Contains((string)container["name"]!));

    public static IEnumerable<JsonObject> Containers(JsonNode pod) =>
        (pod["spec"]!["initContainers"] as JsonArray ?? []).Concat(pod["spec"]!["containers"] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>The case's surroundings, with a namespace whose pods must have their sidecars.</summary>
    public InjectionSnapshot Required(InjectionSnapshot snapshot)
    {
        var facts = snapshot.Namespaces.Find(Golden.Namespace);
        return snapshot with
        {
            Namespaces = NamespaceDirectory.Create([facts with { Labels = facts.Labels.SetItem(snapshot.Settings.Keys.Injection, "required") }]),
        };
    }
}
