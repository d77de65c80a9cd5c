using System.Text.Json.Nodes;
using Injector.Core.Settings;
using Injector.EndToEnd.Tests.Pods;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Server.Options;
using Injector.Testing.Catalogue;
using Injector.Testing.ControlPlane;
using Microsoft.Extensions.Logging;

namespace Injector.EndToEnd.Tests.Catalogue;

/// <summary>Every built-in profile, alone and with every other, as the API server takes it.</summary>
[Collection(SharedControlPlane.Name)]
public sealed class CatalogueTests(ControlPlaneFixture cluster)
{
    [ControlPlaneFact]
    public Task Is_accepted_with_classic_sidecars() => ExpectAcceptedAsync("classic");

    [ControlPlaneFact("1.29")]
    public Task Is_accepted_with_native_sidecars() => ExpectAcceptedAsync("native");

    private async Task ExpectAcceptedAsync(string mode)
    {
        await using var webhook = await InjectorWebhook.StartAsync(cluster, Options(cluster.ControlPlane));
        var pods = $"/api/v1/namespaces/{await webhook.NewNamespaceAsync()}/pods";
        foreach (var profiles in CataloguePod.SinglesAndPairs)
        {
            var asked = CataloguePod.Requesting(profiles, ("injector.io/sidecar-mode", mode));

            var stored = (await cluster.Client.CreateAsync(pods, asked)).Ensure(profiles);

            await cluster.Client.DeleteAsync($"{pods}/web?gracePeriodSeconds=0").EnsureAsync();
            stored.Annotation("injector.io/status").ShouldNotBeNull(profiles);
            ExpectNothingLeftToAdd(profiles, stored);
        }
    }

    // What the API server fills in must not look like a difference.
    private void ExpectNothingLeftToAdd(string profiles, JsonObject stored) =>
        CataloguePod.Inject(stored, cluster.ControlPlane.ServerVersion).Patch.IsEmpty.ShouldBeTrue(profiles);

    private static ServerOptions Options(LocalControlPlane controlPlane) => new()
    {
        Listen = "127.0.0.1:0",
        AdminListen = "127.0.0.1:0",
        KubernetesVersion = controlPlane.ServerVersion.ToString(2),
        DefaultPodSecurity = PodSecurityLevel.Privileged,
        LogLevel = LogLevel.None,
    };
}
