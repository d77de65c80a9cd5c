using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Certificates;
using Injector.EndToEnd.Tests.Rollouts;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Registration;

/// <summary>API servers call from the moment on in which a replica can answer, whoever applies the configurations again.</summary>
[Collection(SharedControlPlane.Name)]
public sealed class RegistrationTests(ControlPlaneFixture fixture)
{
    private readonly int _port = FreePorts.Choose(1)[0];

    private Uri Address => new($"https://127.0.0.1:{_port}");

    [ControlPlaneFact]
    public async Task No_pod_is_refused_before_a_replica_has_ever_been_ready()
    {
        await using var installation = await Installation.CreateAsync(fixture);
        await installation.InstallWithoutRulesAsync(Address);

        var created = await CreateAsync(await installation.NewServedNamespaceAsync());
        created.IsSuccess.ShouldBeTrue(created.Message);
        PodCreation.IsInjected(created).ShouldBeFalse();
    }

    [ControlPlaneFact]
    public async Task Once_a_replica_says_that_it_is_ready_pods_are_served()
    {
        await using var installation = await Installation.CreateAsync(fixture);
        await installation.InstallWithoutRulesAsync(Address);
        var served = await installation.NewServedNamespaceAsync();

        var replica = await StartAsync(installation);
        await installation.WaitAsync("ready", replica.IsReadyAsync);

        PodCreation.IsInjected(await CreateAsync(served)).ShouldBeTrue();
        (await EntriesAsync(installation)).ShouldAllBe(entry => entry["rules"] != null && entry["clientConfig"]!["caBundle"] != null);
        (await replica.AdminAsync("/metrics")).ShouldContain(
            $"injector_webhook_configuration{{configuration=\"mutating/{installation.Name}\",state=\"calls_us\"}} 1\n");
    }

    [ControlPlaneFact]
    public async Task Configurations_that_are_installed_later_are_opened_too()
    {
        await using var installation = await Installation.CreateAsync(fixture);
        var replica = await StartAsync(installation);
        await installation.WaitAsync("ready", replica.IsReadyAsync);

        await installation.InstallWithoutRulesAsync(Address);
        await installation.WaitAsync("called", async () => (await EntriesAsync(installation)).All(entry => entry["rules"] != null));

        await fixture.Client.CreatePodAsync(await installation.NewServedNamespaceAsync(), "web");
    }

    [ControlPlaneFact]
    public async Task Manifests_that_are_applied_again_and_again_take_nothing_away_from_what_the_server_wrote()
    {
        await using var installation = await Installation.CreateAsync(fixture);
        await installation.InstallWithoutRulesAsync(Address);
        var replica = await StartAsync(installation);
        await installation.WaitAsync("ready", replica.IsReadyAsync);
        var served = await installation.NewServedNamespaceAsync();
        await using var load = CreationLoad.Start(fixture.Client, served);

        for (var round = 0; round < 6; round++)
        {
            foreach (var (_, configuration) in WebhookConfigurations.WithoutRules(installation.Name, Address))
            {
                var applied = await Kubectl.RunAsync(
                    fixture.ControlPlane, ["apply", "--server-side", "--field-manager=gitops", "--force-conflicts", "-f", "-"], configuration.ToJsonString());
                applied.ExitCode.ShouldBe(0, applied.Errors);
            }

            await load.CreateMoreAsync(10);
        }

        await load.StopAsync();
        load.Failures.ShouldBeEmpty();
    }

    [ControlPlaneFact]
    public async Task A_configuration_that_is_replaced_is_put_right_at_once_and_the_log_names_who_did_it()
    {
        await using var installation = await Installation.CreateAsync(fixture);
        await installation.InstallWithoutRulesAsync(Address);
        var replica = await StartAsync(installation);
        await installation.WaitAsync("ready", replica.IsReadyAsync);

        var calls = $"injector_webhook_configuration{{configuration=\"mutating/{installation.Name}\",state=\"calls_us\"}} 1\n";
        for (var times = 0; times < 2; times++)
        {
            var (_, configuration) = WebhookConfigurations.WithoutRules(installation.Name, Address).First();
            configuration["webhooks"]![0]!["timeoutSeconds"] = 6 + times;
            var replaced = await Kubectl.RunAsync(fixture.ControlPlane, ["replace", "--field-manager=gitops", "-f", "-"], configuration.ToJsonString());
            replaced.ExitCode.ShouldBe(0, replaced.Errors);
            await installation.WaitAsync(
                "called again, and seen so",
                async () => (await EntriesAsync(installation)).All(entry => entry["rules"] != null) && (await replica.AdminAsync("/metrics")).Contains(calls, StringComparison.Ordinal),
                within: TimeSpan.FromSeconds(9));
        }

        (await replica.AdminAsync("/metrics")).ShouldContain(
            $"injector_webhook_configuration_losses_total{{configuration=\"mutating/{installation.Name}\"}} 2\n");
        await installation.StopAsync(replica);
        var told = replica.Log.Split('\n').Where(line => line.Contains("was changed and", StringComparison.Ordinal)).Select(line => line[(line.IndexOf("was", StringComparison.Ordinal))..]).ToArray();
        told.Length.ShouldBe(2);
        told[1].ShouldStartWith("was changed and does not trust this server, for the 2. time since the start. It is put right by this server");
        told[1].ShouldContain("Who else writes it: gitops");
    }

    [ControlPlaneFact]
    public async Task A_deleted_configuration_is_told_and_counted_and_readiness_stays()
    {
        await using var installation = await Installation.CreateAsync(fixture);
        await installation.InstallWithoutRulesAsync(Address);
        var replica = await StartAsync(installation);
        await installation.WaitAsync("ready", replica.IsReadyAsync);

        await fixture.Client.DeleteAsync(installation.MutatingPath).EnsureAsync();
        var gone = $"injector_webhook_configuration{{configuration=\"mutating/{installation.Name}\",state=\"present\"}} 0\n";
        await installation.WaitAsync("told", async () => (await replica.AdminAsync("/metrics")).Contains(gone, StringComparison.Ordinal));

        (await replica.IsReadyAsync()).ShouldBeTrue();
        await installation.StopAsync(replica);
        replica.Log.ShouldContain($"MutatingWebhookConfiguration {installation.Name} was deleted");
    }

    [ControlPlaneFact]
    public async Task Trust_is_written_by_a_replica_that_does_not_hold_the_Lease()
    {
        await using var installation = await Installation.CreateAsync(fixture);
        var holder = await StartAsync(installation);
        await installation.WaitAsync("ready", holder.IsReadyAsync);
        await installation.StopAsync(holder);
        await fixture.Client.PatchAsync(
            installation.LeasePath, ApiPatchKind.Merge, new JsonObject { ["spec"] = new JsonObject { ["holderIdentity"] = "gone" } }).EnsureAsync();

        await installation.InstallWithoutRulesAsync(Address);
        var replica = await StartAsync(installation);
        await installation.WaitAsync("ready", replica.IsReadyAsync);

        (await installation.LeaseHolderAsync()).ShouldBe("gone");
        PodCreation.IsInjected(await CreateAsync(await installation.NewServedNamespaceAsync())).ShouldBeTrue();
    }

    private Task<ApiResponse> CreateAsync(string @namespace) => fixture.Client.CreateAsync($"/api/v1/namespaces/{@namespace}/pods", PodCreation.Pod("web"));

    private Task<Replica> StartAsync(Installation installation) => installation.StartAsync(listen: $"127.0.0.1:{_port}");

    private static async Task<IReadOnlyList<JsonNode>> EntriesAsync(Installation installation)
    {
        var mutating = await installation.Client.GetAsync(installation.MutatingPath).EnsureAsync();
        var validating = await installation.Client.GetAsync(installation.ValidatingPath).EnsureAsync();
        return [.. mutating["webhooks"]!.AsArray().Concat(validating["webhooks"]!.AsArray()).Select(entry => entry!)];
    }
}
