using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Check;

/// <summary>Each fault gets its line; every test leaves the cluster as it was.</summary>
[Collection(CheckedCluster.Collection)]
public sealed class FaultTests(CheckedCluster cluster)
{
    [ControlPlaneFact]
    public async Task A_missing_configuration()
    {
        var run = await WithConfigurationAsync(null, CheckedCluster.IsUntouched);

        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Findings.ShouldContain("problem webhook-configuration: there is no MutatingWebhookConfiguration injector, so no pod gets sidecars");
        run.Findings.ShouldContain("problem path: a pod in default that asks for log-tail comes back as it was: no webhook takes it");
    }

    [ControlPlaneFact]
    public async Task A_configuration_of_another_name()
    {
        var run = await cluster.CheckAsync("--configuration", "side-injector");

        run.Output.ShouldContain("injector check --configuration injector");
    }

    [ControlPlaneFact]
    public async Task A_wrong_authority()
    {
        using var other = ServingFiles.Create();
        var configuration = cluster.Configuration;
        foreach (var entry in configuration["webhooks"]!.AsArray())
        {
            entry!["clientConfig"]!["caBundle"] = CheckedObjects.Base64(other.AuthorityPem);
        }

        var run = await WithConfigurationAsync(configuration, CheckedCluster.IsUntouched);

        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Findings.ShouldContain(finding => finding.StartsWith("problem ca-bundle: pods.injector.io trusts CN=Injector throw-away authority, but ", StringComparison.Ordinal));
        run.Findings.ShouldContain(finding => finding.StartsWith("problem path: a pod in default", StringComparison.Ordinal) && finding.Contains("or did not trust it", StringComparison.Ordinal));
        run.Findings.ShouldContain(finding => finding.StartsWith("problem path: API servers cannot call a webhook for a pod in payments", StringComparison.Ordinal) && finding.Contains("x509", StringComparison.Ordinal));
    }

    [ControlPlaneFact]
    public async Task A_webhook_that_is_down()
    {
        // Port 1 (tcpmux, RFC 1078) is nobody's.
        var run = await WithConfigurationAsync(Calling("injector", 1, cluster.Configuration), CheckedCluster.IsUntouched);

        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Findings.ShouldContain(finding => finding.StartsWith("problem service: the webhook configuration calls port", StringComparison.Ordinal));
        run.Findings.ShouldContain(finding => finding.StartsWith("problem path: API servers cannot call a webhook for a pod in payments", StringComparison.Ordinal));
    }

    [ControlPlaneFact]
    public async Task A_service_without_anybody_behind_it()
    {
        await cluster.Client.CreateAsync(
            $"{CheckedCluster.Own}/services",
            """{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "lonely"}, "spec": {"selector": {"app": "nobody"}, "ports": [{"port": 443}]}}""").EnsureAsync();

        // Nobody listens at its address, so the API server is not asked to reach it.
        var configuration = Calling("lonely", 443, cluster.Configuration);
        foreach (var entry in configuration["webhooks"]!.AsArray())
        {
            entry!["namespaceSelector"] = JsonNode.Parse("""{"matchLabels": {"nobody": "here"}}""");
        }

        var run = await WithConfigurationAsync(configuration, CheckedCluster.IsUntouched);

        run.Findings.ShouldContain("problem service: Service injector-system/lonely has no endpoints");
        run.Findings.ShouldContain("problem namespaces: payments requires sidecars, but no entry of injector takes its pods");
        run.Findings.ShouldContain("warning path: a pod in default that asks for log-tail comes back as it was: no entry's namespaceSelector takes default");
    }

    [ControlPlaneFact]
    public async Task A_certificate_for_another_name()
    {
        await cluster.Client.CreateAsync($"{CheckedCluster.Own}/services", Renamed(CheckedObjects.Service(cluster.WebhookPort), "other")).EnsureAsync();

        var run = await WithConfigurationAsync(Calling("other", cluster.WebhookPort, cluster.Configuration), CheckedCluster.IsUntouched);

        run.Findings.ShouldContain(finding => finding.StartsWith(
            "problem certificate-name: API servers call other.injector-system.svc, but the certificate is for ", StringComparison.Ordinal));
        run.Findings.ShouldContain(finding => finding.StartsWith("problem path: API servers cannot call a webhook for a pod in payments", StringComparison.Ordinal));
    }

    [ControlPlaneFact]
    public async Task A_namespace_that_requires_sidecars_from_an_entry_that_ignores_failures()
    {
        var configuration = cluster.Configuration;
        configuration["webhooks"]![1]!["failurePolicy"] = "Ignore";

        var run = await WithConfigurationAsync(configuration, CheckedCluster.IsInjected);

        run.Findings.ShouldContain(
            "problem namespaces: payments requires sidecars, but required.injector.io has failurePolicy: Ignore: pods start without them when Injector does not answer");
    }

    private async Task<CheckRun> WithConfigurationAsync(JsonObject? configuration, Func<ApiResponse, bool> isReached)
    {
        await cluster.SetConfigurationAsync(configuration, isReached);
        try
        {
            return await cluster.CheckAsync();
        }
        finally
        {
            await cluster.SetConfigurationAsync(cluster.Configuration, CheckedCluster.IsInjected);
        }
    }

    private static JsonObject Calling(string service, int port, JsonObject configuration)
    {
        foreach (var entry in configuration["webhooks"]!.AsArray())
        {
            (entry!["clientConfig"]!["service"]!["name"], entry["clientConfig"]!["service"]!["port"]) = (service, port);
        }

        return configuration;
    }

    private static JsonObject Renamed(JsonObject service, string name)
    {
        service["metadata"]!["name"] = name;
        return service;
    }
}
