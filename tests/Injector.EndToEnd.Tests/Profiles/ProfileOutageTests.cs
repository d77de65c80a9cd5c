using Injector.EndToEnd.Tests.Cluster;
using Injector.EndToEnd.Tests.Published;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Server.Options;
using Injector.Testing.Admission;
using Injector.Testing.ControlPlane;
using Microsoft.Extensions.Logging;

namespace Injector.EndToEnd.Tests.Profiles;

/// <summary>On a control plane of its own, for it is stopped, and begins without the definition.</summary>
public sealed class ProfileOutageTests
{
    private const string Connected = "injector_watch_connected{resource=\"sidecarprofiles\"}";

    [ControlPlaneFact]
    public async Task Takes_profiles_up_once_they_are_defined_keeps_them_through_an_outage_and_catches_up()
    {
        await using var controlPlane = await LocalControlPlane.StartAsync(new ControlPlaneOptions { ControllerManager = false });
        await controlPlane.CreateNamespaceAsync("shop", InjectorWebhook.LabelsFor("outage"), new Dictionary<string, string> { ["injector.io/inject"] = "log-tail" });
        await controlPlane.CreateNamespaceAsync("platform");
        await using var webhook = await ServedInjector.StartAsync(Options(controlPlane));
        using var admin = new AdminPort(webhook.AdminAddress);
        await admin.WaitAsync("/readyz", text => text == "ok");
        await WebhookRegistration.RegisterAsync(
            controlPlane.Client, new MutatingWebhook("outage", webhook.Address, webhook.AuthorityPem!, "outage"), "shop", FollowedNamespace.Pod(), FollowedNamespace.IsInjected);
        var (kept, deleted) = (new HelperProfile(controlPlane.Client, "kept"), new HelperProfile(controlPlane.Client, "deleted"));
        await kept.WaitForUnknownAsync("shop");

        await ProfileDefinition.InstallAsync(controlPlane.Client);
        await kept.ApplyAsync("platform", "example.test/kept:1").EnsureAsync();
        await deleted.ApplyAsync("platform", "example.test/deleted:1").EnsureAsync();
        await admin.WaitAsync("/metrics", text => text.Contains($"{Connected} 1", StringComparison.Ordinal));
        await kept.WaitForImageAsync("shop", "example.test/kept:1");
        await deleted.WaitForImageAsync("shop", "example.test/deleted:1");

        await controlPlane.StopAsync();
        await admin.WaitAsync("/metrics", text => text.Contains($"{Connected} 0", StringComparison.Ordinal));
        await admin.WaitAsync("/readyz", text => text == "ok");
        (await webhook.ReviewAsync(AdmissionReviews.OfAPod().In("shop").RequestingFor("kept")))["response"]!["patch"].ShouldNotBeNull();

        await controlPlane.RestartAsync();
        await controlPlane.Client.WaitForAsync(HelperProfile.Path("platform"), answer => answer.IsSuccess);
        await kept.ApplyAsync("platform", "example.test/kept:2").EnsureAsync();
        await deleted.DeleteAsync("platform").EnsureAsync();
        await admin.WaitAsync("/metrics", text => text.Contains($"{Connected} 1", StringComparison.Ordinal));
        await kept.WaitForImageAsync("shop", "example.test/kept:2");
        await deleted.WaitForUnknownAsync("shop");
        await kept.WaitForReadyAsync("platform", "True", 2);
    }

    private static ServerOptions Options(LocalControlPlane controlPlane) => new()
    {
        Listen = "127.0.0.1:0",
        AdminListen = "127.0.0.1:0",
        Kubeconfig = controlPlane.KubeconfigPath,
        OwnNamespace = "platform",
        LogLevel = LogLevel.None,
    };
}
