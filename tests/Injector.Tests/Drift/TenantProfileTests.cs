using Injector.Tests.Commands;

namespace Injector.Tests.Drift;

/// <summary><c>check</c> and <c>drift</c> hold tenants' profiles to the rules that the server holds them to.</summary>
public sealed class TenantProfileTests
{
    private const string Spec = """
        {"volumes": [{"name": "logs", "hostPath": {"path": "/var/log"} }], "sidecars": [{"container": {"name": "cachet", "image": "example.test/cache:1", "securityContext": {"runAsUser": 1000},
        "resources": {"requests": {"cpu": "10m", "memory": "8Mi"}, "limits": {"memory": "32Mi"} } } }]}
        """;

    private const string Gone = "there is no cachet any more, or it is broken";
    private const string Unknown = "Pod shop/web asks for cachet, and";

    [Theory]
    [InlineData("shop", "sidecarMode: auto\n", true)]
    [InlineData("shop", "tenantRules: [host-path]\n", true)]
    [InlineData("shop", "tenantRules: [api-token]\n", false)]
    [InlineData("shop", "tenantRules: []\n", false)]
    [InlineData("shop", "tenantRules: []\ntenantImages: [registry.test/*]\n", true)]
    [InlineData("shop", "tenantRules: []\nprotectedProfiles: [cach*]\n", true)]
    [InlineData("injector-system", "sidecarMode: auto\n", false)]
    public async Task A_profile_that_the_server_refuses_does_not_exist(string @namespace, string settings, bool isRefused)
    {
        var cluster = Cluster(@namespace, settings);

        var drift = await cluster.RunAsync();
        var check = await cluster.CheckAsync();

        drift.Output.Contains(Gone, StringComparison.Ordinal).ShouldBe(isRefused, drift.Output + drift.Error);
        check.Output.Contains(Unknown, StringComparison.Ordinal).ShouldBe(isRefused, check.Output + check.Error);
    }

    [Theory]
    [InlineData("sidecarMode: auto\n", true)]
    [InlineData("tenantRules: []\n", false)]
    public async Task Drift_takes_the_rules_of_the_file_that_it_is_given(string settings, bool isRefused)
    {
        using var folder = new TemporaryFolder();

        var drift = await Cluster("shop", settings.StartsWith('t') ? "sidecarMode: auto\n" : "tenantRules: []\n").RunAsync("--config", folder.Write("config.yaml", settings));

        drift.Output.Contains(Gone, StringComparison.Ordinal).ShouldBe(isRefused, drift.Output + drift.Error);
    }

    [Fact]
    public async Task Where_nobody_says_how_the_webhook_is_configured_nothing_counts_as_refused()
    {
        var pods = Cluster("shop", "sidecarMode: auto\n", request => request.Contains("/configmaps/", StringComparison.Ordinal));

        (await pods.RunAsync()).Output.ShouldNotContain(Gone);
        (await pods.CheckAsync()).Output.ShouldNotContain(Unknown);
    }

    private static DriftingCluster Cluster(string @namespace, string settings, Func<string, bool>? forbids = null)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("cachet.yaml", $$"""{"apiVersion": "injector.io/v1alpha1", "kind": "SidecarProfile", "metadata": {"name": "cachet"}, "spec": {{Spec}} }""");
        var privileged = folder.Write("config.yaml", "defaultPodSecurity: privileged\n");
        var pod = RunningPods.Injected(RunningPods.Plain("web", """{"injector.io/inject": "cachet"}"""), "--profiles", file, "--config", privileged);
        return new DriftingCluster
        {
            Settings = $"defaultPodSecurity: privileged\n{settings}",
            Profiles = $$"""{"metadata": {"namespace": "{{@namespace}}", "name": "cachet"}, "spec": {{Spec}} }""",
            Forbids = request => forbids?.Invoke(request.Path) == true,
        }.With(pod);
    }
}
