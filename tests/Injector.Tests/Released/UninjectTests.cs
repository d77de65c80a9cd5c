using System.Text.Json.Nodes;
using Injector.Core.Settings;
using Injector.Testing.Documents;
using Injector.Testing.Released;
using Injector.Tests.Commands;

namespace Injector.Tests.Released;

/// <summary>Manifests that an earlier release injected, as they lie in Git, give back what their authors wrote.</summary>
public sealed class UninjectTests
{
    /// <summary>
    /// Manifests whose layout the release had lost when it injected them, as its README says under "What it does not do yet": a map or list in braces
    /// in which something changed was written out in lines, a document with anchors was written whole, and JSON always is. Their values come back.
    /// </summary>
    private static readonly string[] OtherLayout =
    [
        "0.1.0 examples/ambassador-inbound", "0.1.0 golden/ambassador-rewrites", "0.1.0 golden/ambassador-rewrites-haproxy",
        "0.1.0 golden/ambassador-rewrites-on-host-network", "0.1.0 golden/ambassador-rewrites-own-profile", "0.1.0 golden/classic-ambassador-called-early",
        "0.1.0 golden/converges-after-another-webhook", "0.1.0 golden/creates-null-and-missing-parents", "0.1.0 golden/lists-are-merged",
        "0.1.0 golden/named-containers-only", "0.1.0 golden/partial-container-overrides", "0.1.0 golden/partial-container-overrides-classic",
        "0.1.0 golden/pod-level-resources", "0.1.0 golden/port-moves-out-of-the-way", "0.1.0 golden/shares-the-volume-above-the-path",
        "0.1.0 golden/shares-the-volume-at-the-path", "0.1.0 manifests/anchors", "0.1.0 manifests/braces", "0.1.0 manifests/list",
    ];

    public static IEnumerable<object[]> Manifests => Release.InjectedManifests;

    public static IEnumerable<object[]> Cases => Release.InjectedCases;

    [Theory]
    [MemberData(nameof(Manifests))]
    public void An_injected_manifest_gives_back_the_original(string version, string folder)
    {
        var release = new Release(version);
        var original = Original(release, folder);

        var run = Uninject(release, folder, release.Injected(folder)!);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        ShouldSayTheSame(run.Output, original);
        if (!OtherLayout.Contains($"{version} {folder}", StringComparer.Ordinal))
        {
            run.Output.ShouldBe(original);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_injected_pod_gives_back_the_original(string version, string name)
    {
        var release = new Release(version);
        var folder = $"golden/{name}";

        var run = Uninject(release, folder, release.CaseFile(name, "injected.json")!);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        ShouldSayTheSame(run.Output, Original(release, folder));
    }

    [Fact]
    public void Every_known_exception_is_on_record() =>
        OtherLayout.Except(Manifests.Select(row => $"{row[0]} {row[1]}"), StringComparer.Ordinal).ShouldBeEmpty();

    /// <summary>What the author wrote; of a pod that had been injected before, what that was without its sidecars.</summary>
    private static string Original(Release release, string folder)
    {
        var text = File.ReadAllText(release.Original(folder));
        return text.Contains($"{Prefix(release, folder)}/status:", StringComparison.Ordinal) ? Uninject(release, folder, release.Original(folder)).Output : text;
    }

    private static CommandRun Uninject(Release release, string folder, string file) =>
        CommandRun.Of("uninject", "-f", file, "--annotation-prefix", Prefix(release, folder));

    private static string Prefix(Release release, string folder) =>
        folder.StartsWith("golden/", StringComparison.Ordinal) ? release.Case(folder["golden/".Length..]).Snapshot.Settings.Keys.Prefix : AnnotationKeys.Default.Prefix;

    private static void ShouldSayTheSame(string actual, string expected) =>
        JsonNode.DeepEquals(Tree(actual), Tree(expected)).ShouldBeTrue($"{actual}\n\n{expected}");

    private static JsonArray Tree(string text) => [.. YamlToJson.All(text)];
}
