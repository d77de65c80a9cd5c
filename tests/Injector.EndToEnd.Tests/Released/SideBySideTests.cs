using System.Text.Json.Nodes;
using Injector.Core.Settings;
using Injector.EndToEnd.Tests.Golden;
using Injector.EndToEnd.Tests.Pods;
using Injector.EndToEnd.Tests.Published;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Server.Options;
using Injector.Testing.ControlPlane;
using Injector.Testing.Golden;
using Injector.Testing.Released;

namespace Injector.EndToEnd.Tests.Released;

/// <summary>
/// A rollout in which servers of two releases answer: the first pass over a pod goes to one, the second to the other. The API server calls both for
/// every pod, in the order of their names, and the first once more when the second has changed something.
/// </summary>
[Collection(SharedControlPlane.Name)]
public sealed class SideBySideTests(ControlPlaneFixture fixture)
{
    [ReleasedProgramOnServerFact]
    public async Task A_pod_that_the_earlier_release_injects_is_taken_by_this_one_as_it_is()
    {
        await using var earlier = await StartEarlierAsync();
        await using var present = await StartPresentAsync();

        await ShouldBeOfTheFirstAsync(Served(earlier), Served(present), [.. Cases]);
    }

    [ReleasedProgramOnServerFact]
    public async Task A_pod_that_this_release_injects_is_taken_by_the_earlier_one_as_it_is()
    {
        await using var earlier = await StartEarlierAsync();
        await using var present = await StartPresentAsync();

        // A record of neither release, written by hand, is completed by 0.1.0 with what it would add itself; this release leaves another edition alone.
        await ShouldBeOfTheFirstAsync(
            Served(present), Served(earlier), [.. Cases.Where(golden => golden.Pod["metadata"]?["annotations"]?[AnnotationKeys.Default.Status] is null)]);
    }

    private async Task ShouldBeOfTheFirstAsync(ServedRelease first, ServedRelease second, IReadOnlyList<GoldenCase> cases)
    {
        var alone = await fixture.NewNamespaceAsync(InjectorWebhook.LabelsFor("released-alone"));
        var both = await fixture.NewNamespaceAsync(InjectorWebhook.LabelsFor("released-both"));

        // The second comes before the first, for only then it shows in pods that the API server calls it.
        await using var after = await RegisterAsync("released-2-after", second, "released-both", both);
        await using var before = await RegisterAsync("released-1-before", first, "released-both", both);
        await using var single = await RegisterAsync("released-alone", first, "released-alone", alone);
        var injected = 0;
        foreach (var golden in cases)
        {
            var expected = await fixture.Client.CreateAsync(Pods(alone), golden.Pod, dryRun: true);
            var actual = await fixture.Client.CreateAsync(Pods(both), golden.Pod, dryRun: true);

            actual.Status.ShouldBe(expected.Status, $"{golden.Name}: {actual.Message}");
            if (expected.IsSuccess)
            {
                ComparablePod.Text(actual.Ensure()).ShouldBe(ComparablePod.Text(expected.Ensure()), golden.Name);
                injected += IsOf(first, actual.Ensure()) ? 1 : 0;
            }
        }

        injected.ShouldBeGreaterThan(20);
    }

    /// <summary>The cases that need nothing but the built-in profiles and the server's own version.</summary>
    private IEnumerable<GoldenCase> Cases =>
        from name in ReleasedProgram.Release.Cases
        where ReleasedProgram.Release.CaseFile(name, "case.yaml") is null
        let golden = ReleasedProgram.Release.Case(name)
        where golden is { ProfilesFolder: null, NamespaceManifest: null }
            && (fixture.ControlPlane.ServerVersion >= new Version(1, 34) || !GoldenRun.NeedsNewerFields(golden))
        select golden;

    private Task<ReleasedServer> StartEarlierAsync() =>
        ReleasedServer.StartAsync($"--kubernetes-version={fixture.ControlPlane.ServerVersion.ToString(2)}");

    private Task<ServedInjector> StartPresentAsync() =>
        ServedInjector.StartAsync(InjectorWebhook.OptionsFor(fixture.ControlPlane));

    private Task<WebhookRegistration> RegisterAsync(string name, ServedRelease server, string label, string @namespace)
    {
        var probe = JsonNode.Parse("""
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "probe", "annotations": {"injector.io/inject": "log-tail"}},
            "spec": {"containers": [{"name": "web", "image": "example.test/web"}]}}
            """)!.AsObject();
        var webhook = new MutatingWebhook(name, server.Address, server.AuthorityPem, label);
        return WebhookRegistration.RegisterAsync(fixture.Client, webhook, @namespace, probe, pod => IsOf(server, pod));
    }

    private static ServedRelease Served(ReleasedServer server) => new(ReleasedProgram.Release.Version, server.Address, server.AuthorityPem);

    private static ServedRelease Served(ServedInjector server) => new(BuildVersion.Number, server.Address, server.AuthorityPem!);

    private static bool IsOf(ServedRelease server, JsonObject pod) =>
        ((string?)pod["metadata"]!["annotations"]?["injector.io/status"])?.Contains($"\"version\":\"{server.Version}\"", StringComparison.Ordinal) == true;

    private static string Pods(string @namespace) => $"/api/v1/namespaces/{@namespace}/pods";

    /// <summary>A server, and the release that it is of.</summary>
    private sealed record ServedRelease(string Version, Uri Address, string AuthorityPem);
}
