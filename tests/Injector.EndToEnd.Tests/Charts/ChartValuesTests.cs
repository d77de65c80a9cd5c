using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;
using Injector.Testing.Documents;

namespace Injector.EndToEnd.Tests.Charts;

public sealed class ChartValuesTests
{
    public static TheoryData<string> Presets => [.. ChartTool.PresetNames()];

    [ControlPlaneTheory]
    [MemberData(nameof(Presets))]
    public async Task Every_preset_passes_helm_lint(string preset)
    {
        var outcome = await ChartTool.LintAsync("--values", ChartTool.Preset(preset));

        outcome.ExitCode.ShouldBe(0, outcome.Output + outcome.Errors);
    }

    [ControlPlaneTheory]
    [InlineData("replicas=3", "replicas")]
    [InlineData("webhook.failurepolicy=Fail", "failurepolicy")]
    [InlineData("webhook.failurePolicy=Maybe", "failurePolicy")]
    [InlineData("webhook.timeoutSeconds=31", "timeoutSeconds")]
    [InlineData("webhook.excludedNamespaces={shop}", "excludedNamespaces")]
    [InlineData("webhook.url=http://injector.example.com", "url")]
    [InlineData("config.sidecarMode=both", "sidecarMode")]
    [InlineData("config.fixedUsers=none", "fixedUsers")]
    [InlineData("config.sidecarResources=cpu: 5m", "sidecarResources")]
    [InlineData("config.tokenMasks={tokens}", "tokenMasks")]
    [InlineData("config.tenantRules={hostpath}", "tenantRules")]
    [InlineData("config.protectedProfiles={Logging}", "protectedProfiles")]
    [InlineData("config.tenantLabels={team/}", "tenantLabels")]
    [InlineData("image.digest=sha256:12", "digest")]
    [InlineData("certificates.mode=none", "mode")]
    [InlineData("replicaCount=two", "replicaCount")]
    public async Task The_schema_refuses_a_wrong_value_and_names_it(string value, string named)
    {
        var outcome = await ChartTool.TemplateAsync("--set", value);

        outcome.ExitCode.ShouldNotBe(0);
        outcome.Errors.ShouldContain("don't meet the specifications of the schema");
        outcome.Errors.ShouldContain(named);
    }

    [ControlPlaneTheory]
    [InlineData("replicaCount=1", "minAvailable 1 of 1 replicas")]
    [InlineData("podDisruptionBudget.maxUnavailable=1", "minAvailable and maxUnavailable are both set")]
    [InlineData("securePort=8081", "securePort too")]
    [InlineData("hostNetwork=true,securePort=10250", "the kubelet's")]
    [InlineData("metrics.serviceMonitor.enabled=true,metrics.podMonitor.enabled=true", "count everything twice")]
    [InlineData("certificates.mode=existingSecret,certificates.caBundle=LS0tLS1", "holds no PEM certificate")]
    [InlineData("certificates.mode=certManager,certificates.injectCaFrom=a/b", "in mode certManager")]
    [InlineData("terminationGracePeriodSeconds=25", "cut requests off")]
    [InlineData("validatingPolicy.enabled=true,webhook.required=false", "which no webhook serves")]
    [InlineData("validatingPolicy.enabled=true,webhook.enabled=false", "which no webhook serves")]
    [InlineData("validatingPolicy.enabled=true,webhook.matchConditions.annotatedPodsOnly=true", "validatingPolicy: would refuse pods")]
    [InlineData("validatingPolicy.enabled=true,webhook.matchConditions.extra[0].name=a,webhook.matchConditions.extra[0].expression=has(object.spec)", "validatingPolicy: would refuse pods")]
    [InlineData("clientCertificates.names={kube-apiserver}", "names say nothing without configMap")]
    [InlineData("certificates.injectCaFrom=a/b", "in mode self")]
    public async Task Values_that_contradict_each_other_are_refused_with_the_reason(string values, string reason)
    {
        var outcome = await ChartTool.TemplateAsync("--set", values);

        outcome.ExitCode.ShouldNotBe(0);
        outcome.Errors.ShouldContain(reason);
    }

    [ControlPlaneTheory]
    [InlineData("v1.20.15", "matchConditions:", false)]
    [InlineData("v1.27.9", "matchConditions:", false)]
    [InlineData("v1.28.0-gke.100", "matchConditions:", true)]
    [InlineData("v1.24.0", "x-kubernetes-validations:", false)]
    [InlineData("v1.25.3+k3s1", "x-kubernetes-validations:", true)]
    [InlineData("v1.20.15", "policy/v1beta1", true)]
    [InlineData("v1.21.0", "policy/v1beta1", false)]
    public async Task What_the_cluster_can_do_decides_what_it_is_given(string version, string text, bool isThere)
    {
        var outcome = await ChartTool.TemplateAsync("--kube-version", version);

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        outcome.Output.Contains(text, StringComparison.Ordinal).ShouldBe(isThere);
    }

    [ControlPlaneFact]
    public async Task The_version_is_left_to_the_server_unless_a_value_names_it()
    {
        (await ChartTool.TemplateAsync("--kube-version", "v1.24.0")).Output.ShouldNotContain("kubernetesVersion:");
        (await ChartTool.TemplateAsync("--set-string", "config.kubernetesVersion=1.24")).Output.ShouldContain("kubernetesVersion: \"1.24\"");
    }

    [ControlPlaneFact]
    public async Task The_policy_is_refused_on_servers_that_do_not_have_it()
    {
        (await ChartTool.TemplateAsync("--set", "validatingPolicy.enabled=true", "--kube-version", "v1.29.0")).Errors.ShouldContain("needs Kubernetes 1.30");
        (await ChartTool.TemplateAsync("--set", "validatingPolicy.enabled=true", "--kube-version", "v1.30.0")).ExitCode.ShouldBe(0);
    }

    [ControlPlaneFact]
    public async Task A_name_that_looks_like_a_number_or_a_truth_value_stays_a_name()
    {
        var outcome = await ChartTool.TemplateAsync(
            "--set-string", "namespaceOverride=1234,webhook.excludedNamespaces={kube-system,on,007},config.defaultProfiles={true}");

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        var objects = RenderedObjects.Of(outcome.Output);
        ((string)objects["Deployment/injector"]["metadata"]!["namespace"]!).ShouldBe("1234");
        var configuration = objects["ConfigMap/injector"]["data"]!["config.yaml"]!;
        configuration["excludedNamespaces"]!.AsArray().Select(name => (string)name!).ShouldBe(["kube-system", "on", "007"]);
        configuration["defaultProfiles"]!.AsArray().Select(name => (string)name!).ShouldBe(["true"]);
    }

    [ControlPlaneFact]
    public async Task On_AKS_both_configurations_are_left_as_they_are()
    {
        var objects = RenderedObjects.Of((await ChartTool.TemplateAsync("--values", ChartTool.Preset("aks"))).Output);

        foreach (var name in new[] { "MutatingWebhookConfiguration/injector", "ValidatingWebhookConfiguration/injector" })
        {
            ((string?)objects[name]["metadata"]!["annotations"]!["admissions.enforcer/disabled"]).ShouldBe("true", name);
        }
    }

    [ControlPlaneTheory]
    [MemberData(nameof(Presets))]
    public async Task No_two_documents_are_one_object_and_none_that_registers_is_a_hook(string preset)
    {
        var outcome = await ChartTool.TemplateAsync(
            "--kube-version", "v1.34.0", "--values", ChartTool.Preset(preset), "--set", "validatingPolicy.enabled=true,networkPolicy.enabled=true");

        // Argo CD keeps the last of two documents of one object.
        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        var objects = YamlToJson.All(outcome.Output).OfType<JsonObject>().ToArray();
        objects.Select(node => $"{node["apiVersion"]}/{node["kind"]}/{node["metadata"]!["namespace"]}/{node["metadata"]!["name"]}").ShouldBeUnique();
        objects.Where(node => node["metadata"]!["annotations"]?["helm.sh/hook"] is not null).Select(node => (string)node["kind"]!).ShouldBe(["Job"]);
    }

    [ControlPlaneTheory]
    [InlineData("webhook.afterReady=true", false)]
    [InlineData("webhook.afterReady=false", true)]
    public async Task Rules_stand_in_the_chart_only_where_it_is_not_for_the_server_to_write_them(string value, bool expected)
    {
        var objects = RenderedObjects.Of((await ChartTool.TemplateAsync("--set", value)).Output);

        foreach (var name in new[] { "MutatingWebhookConfiguration/injector", "ValidatingWebhookConfiguration/injector" })
        {
            objects[name]["webhooks"]!.AsArray().ShouldAllBe(entry => (entry!["rules"] != null) == expected, name);
        }
    }

    [ControlPlaneTheory]
    [MemberData(nameof(Presets))]
    public async Task Rendered_twice_a_preset_is_the_same_to_the_byte_for_every_version(string preset)
    {
        for (var minor = 20; minor <= 36; minor++)
        {
            string[] arguments = ["--values", ChartTool.Preset(preset), "--kube-version", $"v1.{minor}.0"];
            var first = await ChartTool.TemplateAsync(arguments);
            var second = await ChartTool.TemplateAsync(arguments);

            first.ExitCode.ShouldBe(0, first.Errors);
            second.Output.ShouldBe(first.Output, $"1.{minor}");
        }
    }
}
