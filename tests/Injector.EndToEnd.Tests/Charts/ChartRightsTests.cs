using System.Text.RegularExpressions;
using Injector.EndToEnd.Tests.Certificates;
using Injector.EndToEnd.Tests.Cluster;
using Injector.EndToEnd.Tests.Published;
using Injector.Server.Options;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Charts;

/// <summary>A server beside the API server that has the configuration and the account of the installed chart, and no other right.</summary>
[Collection(InstalledCharts.Name)]
public sealed class ChartRightsTests(ControlPlaneFixture fixture) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("injector-chart-").FullName;

    [ControlPlaneFact]
    public async Task With_the_rights_of_the_chart_the_server_makes_its_certificates_is_trusted_serves_pods_and_has_the_metrics_of_the_dashboard()
    {
        await using var release = new HelmRelease(fixture.ControlPlane);
        const string names = "certificates.self.extraNames={127.0.0.1}";
        await release.InstallAsync("--set", names);
        await using var server = await ServedInjector.StartAsync(await OptionsAsync());
        using var admin = new AdminPort(server.AdminAddress);
        await admin.WaitAsync("/readyz", text => text == "ok");
        await admin.WaitAsync("/readyz?verbose", text => text.Contains("namespaces: ok, all seen", StringComparison.Ordinal));

        await release.UpgradeAsync("--set", $"{names},webhook.url=https://127.0.0.1:{server.Address.Port}");
        await admin.WaitAsync("/metrics", text => text.Contains("\ninjector_certificate_authority_not_after_timestamp_seconds ", StringComparison.Ordinal));
        var @namespace = await fixture.NewNamespaceAsync(new Dictionary<string, string> { ["injector.io/injection"] = "required" });
        await fixture.Client.CreatePodAsync(@namespace, "web");
        await ShouldInjectThePodOfHelmTestAsync(@namespace);

        // Every metric that the chart's alerts and dashboard ask for is one that the server has.
        foreach (var metric in await Monitoring.MetricNamesAsync())
        {
            await admin.WaitAsync("/metrics", text => Regex.IsMatch(text, $@"^{metric}[ {{]", RegexOptions.Multiline));
        }

        var objects = await Kubectl.RunAsync(
            fixture.ControlPlane, ["get", "secret/injector-certificates", "lease/injector-certificates", "--namespace", HelmRelease.Namespace, "-o", "name"]);
        objects.Output.ShouldBe("secret/injector-certificates\nlease.coordination.k8s.io/injector-certificates\n", objects.Errors);
        foreach (var path in new[] { HelmRelease.MutatingPath, HelmRelease.ValidatingPath })
        {
            (await release.GetAsync(path))["webhooks"]!.AsArray().ShouldAllBe(entry => entry!["clientConfig"]!["caBundle"] != null);
        }
    }

    [ControlPlaneFact]
    public async Task The_account_may_do_what_the_server_does_and_nothing_else()
    {
        await using var release = new HelmRelease(fixture.ControlPlane);
        await release.InstallAsync();
        var account = new AccountOfChart(fixture.ControlPlane);

        foreach (var what in Allowed)
        {
            (await account.MayAsync(what)).ShouldBeTrue(what);
        }

        foreach (var what in Refused)
        {
            (await account.MayAsync(what)).ShouldBeFalse(what);
        }

        // With a certificate of somebody else there is nothing to write but the status of profiles.
        await release.UpgradeAsync("--set", "certificates.mode=existingSecret");
        foreach (var what in OfOwnCertificates)
        {
            (await account.MayAsync(what)).ShouldBeFalse(what);
        }

        (await account.MayAsync("watch namespaces")).ShouldBeTrue();
        (await account.MayAsync(OfRegistration[0])).ShouldBeTrue();
        await release.UpgradeAsync("--set", "certificates.mode=existingSecret,webhook.afterReady=false");
        foreach (var what in OfRegistration)
        {
            (await account.MayAsync(what)).ShouldBeFalse(what);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static readonly string[] OfOwnCertificates =
    [
        "get secrets/injector-certificates -n injector-system", "update secrets/injector-certificates -n injector-system",
        "create secrets -n injector-system", "create leases.coordination.k8s.io -n injector-system",
        "get leases.coordination.k8s.io/injector-certificates -n injector-system", "update leases.coordination.k8s.io/injector-certificates -n injector-system",
    ];

    private static readonly string[] OfRegistration = ["patch mutatingwebhookconfigurations/injector", "patch validatingwebhookconfigurations/injector"];

    private static readonly string[] Allowed =
    [
        "get mutatingwebhookconfigurations/injector", "watch mutatingwebhookconfigurations/injector", "list validatingwebhookconfigurations/injector",
        .. OfRegistration,
        "list namespaces", "watch namespaces", "list sidecarprofiles.injector.io -A", "watch sidecarprofiles.injector.io -A",
        "patch sidecarprofiles.injector.io --subresource=status -n default", .. OfOwnCertificates,
    ];

    private static readonly string[] Refused =
    [
        "update namespaces/default", "create namespaces", "create sidecarprofiles.injector.io -n default", "patch sidecarprofiles.injector.io/a -n default",
        "delete sidecarprofiles.injector.io/a -n default", "list pods -A", "create pods -n injector-system", "get configmaps -n injector-system",
        "get secrets/other -n injector-system", "list secrets -n injector-system", "delete secrets/injector-certificates -n injector-system",
        "patch secrets/injector-certificates -n injector-system",
        "get secrets/injector-certificates -n default", "create secrets -n default", "create leases.coordination.k8s.io -n kube-system",
        "patch mutatingwebhookconfigurations/other", "create mutatingwebhookconfigurations", "delete mutatingwebhookconfigurations/injector",
        "list mutatingwebhookconfigurations", "update mutatingwebhookconfigurations/injector", "patch validatingwebhookconfigurations/other", "create clusterrolebindings", "impersonate users",
    ];

    /// <summary>The pod that the Job makes cannot run here, but what it looks for in itself can be seen.</summary>
    private async Task ShouldInjectThePodOfHelmTestAsync(string @namespace)
    {
        var rendered = await ChartTool.TemplateAsync("--set", $"test.namespace={@namespace}", "-s", "templates/tests/injected-job.yaml");
        var created = await Kubectl.RunAsync(fixture.ControlPlane, ["create", "-f", "-"], rendered.Output);
        created.ExitCode.ShouldBe(0, rendered.Errors + created.Errors);
        string[] look = ["get", "pods", "--selector", "job-name=injector-test", "--namespace", @namespace, "-o", "json"];
        var stored = await Kubectl.RunAsync(fixture.ControlPlane, look);
        for (var i = 0; i < 100 && !stored.Output.Contains("injector-test-", StringComparison.Ordinal); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200));
            stored = await Kubectl.RunAsync(fixture.ControlPlane, look);
        }

        stored.Output.ShouldContain("injector.io/status");
        stored.Output.ShouldContain("tcp://injector.injector-system.svc:443");
    }

    /// <summary>What the chart's ConfigMap and Deployment say, but for addresses and folders of a pod.</summary>
    private async Task<ServerOptions> OptionsAsync()
    {
        var written = await Kubectl.RunAsync(
            fixture.ControlPlane, ["get", "configmap/injector", "--namespace", HelmRelease.Namespace, "-o", @"jsonpath={.data.config\.yaml}"]);
        var path = Path.Combine(_folder, "config.yaml");
        await File.WriteAllTextAsync(path, written.Output);
        return Injector.Server.Options.ServerConfigurationFile.Read(path) with
        {
            Listen = "127.0.0.1:0",
            AdminListen = "127.0.0.1:0",
            ProfilesDirectory = null,
            OwnNamespace = HelmRelease.Namespace,
            WebhookConfigurations = ["injector", "validating/injector"],
            CertificateSecret = $"{HelmRelease.Namespace}/injector-certificates",
            CertificateNames = ["injector.injector-system.svc", "127.0.0.1"],
            Kubeconfig = await new AccountOfChart(fixture.ControlPlane).KubeconfigAsync(_folder),
            DrainDelay = TimeSpan.Zero,

            // What it says to people is how the tests learn its ports.
            LogFormat = LogFormat.Text,
        };
    }
}
