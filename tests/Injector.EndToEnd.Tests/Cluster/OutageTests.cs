using System.Diagnostics;
using Injector.EndToEnd.Tests.Published;
using Injector.EndToEnd.Tests.Rollouts;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Server.Options;
using Injector.Testing.Admission;
using Injector.Testing.ControlPlane;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace Injector.EndToEnd.Tests.Cluster;

/// <summary>On a control plane of its own, for it is stopped.</summary>
public sealed class OutageTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Outage = TimeSpan.FromMinutes(1);

    /// <summary>Twenty reviews in a second.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    private static AdmissionReviews Review => AdmissionReviews.OfAPod().In("shop");

    private const string Connected = "injector_watch_connected{resource=\"namespaces\"}";

    [ControlPlaneFact]
    public async Task Keeps_what_it_knows_while_the_API_server_is_away_for_a_minute_and_catches_up()
    {
        await using var controlPlane = await LocalControlPlane.StartAsync(new ControlPlaneOptions { ControllerManager = false });
        await controlPlane.CreateNamespaceAsync("shop", InjectorWebhook.LabelsFor("outage"), new Dictionary<string, string> { ["injector.io/inject"] = "log-tail" });
        await using var webhook = await ServedInjector.StartAsync(Options(controlPlane));
        using var admin = new AdminPort(webhook.AdminAddress);
        await admin.WaitAsync("/metrics", text => text.Contains($"{Connected} 1", StringComparison.Ordinal));
        await RegisterAsync(controlPlane.Client, webhook);
        var followed = new FollowedNamespace(controlPlane.Client, "shop");
        await followed.WaitAsync(injected: true);

        await controlPlane.StopAsync();
        await admin.WaitAsync("/metrics", text => text.Contains($"{Connected} 0", StringComparison.Ordinal));
        var (reviews, injected) = await ReviewForAsync(Outage, webhook);
        output.WriteLine($"{reviews} reviews in {Outage.TotalSeconds:0} s without an API server, {injected} of them injected");
        injected.ShouldBe(reviews);
        reviews.ShouldBeGreaterThan(1);
        await admin.WaitAsync("/readyz", text => text == "ok");

        await controlPlane.RestartAsync();
        await followed.WaitAsync(injected: true);
        await followed.RequestForAsync("false");
        await admin.WaitAsync("/metrics", text => text.Contains($"{Connected} 1", StringComparison.Ordinal));
        await followed.WaitAsync(injected: false);
    }

    [ControlPlaneFact]
    public async Task Learns_what_it_has_missed_when_the_history_to_catch_up_from_is_gone()
    {
        await using var controlPlane = await LocalControlPlane.StartAsync(new ControlPlaneOptions { ControllerManager = false });
        await controlPlane.CreateNamespaceAsync("shop", InjectorWebhook.LabelsFor("outage"), new Dictionary<string, string> { ["injector.io/inject"] = "log-tail" });
        var port = FreePorts.Choose(1)[0];
        var way = await LoadBalancer.LeadToAsync(controlPlane, port, controlPlane.Address.Port);
        using var kubeconfig = new DetouredKubeconfig(controlPlane, port);
        await using var webhook = await ServedInjector.StartAsync(Options(controlPlane) with { Kubeconfig = kubeconfig.Path });
        using var admin = new AdminPort(webhook.AdminAddress);
        await admin.WaitAsync("/metrics", text => text.Contains($"{Connected} 1", StringComparison.Ordinal));
        await RegisterAsync(controlPlane.Client, webhook);
        var followed = new FollowedNamespace(controlPlane.Client, "shop");
        await followed.WaitAsync(injected: true);

        // Out of its sight the namespace changes; then etcd forgets the change, and the API server what it has kept of it in memory.
        await way.DisposeAsync();
        await admin.WaitAsync("/metrics", text => text.Contains($"{Connected} 0", StringComparison.Ordinal));
        await followed.RequestForAsync("false");
        await followed.WaitAsync(injected: true);
        await controlPlane.CompactAsync();
        await controlPlane.StopAsync();
        (await webhook.ReviewAsync(Review))["response"]!["patch"].ShouldNotBeNull();
        await controlPlane.RestartAsync();

        await using var wayAgain = await LoadBalancer.LeadToAsync(controlPlane, port, controlPlane.Address.Port);
        await admin.WaitAsync("/metrics", text => text.Contains($"{Connected} 1", StringComparison.Ordinal)
            && text.Contains("injector_watch_restarts_total{reason=\"expired\",resource=\"namespaces\"} 1", StringComparison.Ordinal));
        await followed.WaitAsync(injected: false);
    }

    [ControlPlaneFact]
    public async Task Starts_unready_without_an_API_server_and_becomes_ready_with_it()
    {
        await using var controlPlane = await LocalControlPlane.StartAsync(new ControlPlaneOptions { ControllerManager = false });
        await controlPlane.StopAsync();

        await using var webhook = await ServedInjector.StartAsync(Options(controlPlane));
        using var admin = new AdminPort(webhook.AdminAddress);
        await admin.WaitAsync("/readyz", text => text.Contains($"namespaces: not ready, waiting for the first list from {controlPlane.Address}", StringComparison.Ordinal));

        await controlPlane.RestartAsync();
        await admin.WaitAsync("/readyz", text => text == "ok");
    }

    private static ServerOptions Options(LocalControlPlane controlPlane) => new()
    {
        Listen = "127.0.0.1:0",
        AdminListen = "127.0.0.1:0",
        Kubeconfig = controlPlane.KubeconfigPath,
        LogLevel = LogLevel.None,
    };

    // Never unregistered: the control plane goes with the test.
    private static Task RegisterAsync(ApiClient client, ServedInjector webhook) => WebhookRegistration.RegisterAsync(
        client, new MutatingWebhook("outage", webhook.Address, webhook.AuthorityPem!, "outage"), "shop", FollowedNamespace.Pod(), FollowedNamespace.IsInjected);

    /// <summary>Asks for as long as told, the last time when the time is over.</summary>
    private static async Task<(int Reviews, int Injected)> ReviewForAsync(TimeSpan time, ServedInjector webhook)
    {
        using var pace = new PeriodicTimer(Pace);
        var began = Stopwatch.GetTimestamp();
        var (reviews, injected, isOver) = (0, 0, false);
        while (!isOver)
        {
            await pace.WaitForNextTickAsync();
            isOver = Stopwatch.GetElapsedTime(began) >= time;
            reviews++;
            injected += (await webhook.ReviewAsync(Review))["response"]!["patch"] is null ? 0 : 1;
        }

        return (reviews, injected);
    }
}
