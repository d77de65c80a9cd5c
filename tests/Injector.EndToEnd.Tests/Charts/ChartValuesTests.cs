using Injector.Testing.ControlPlane;

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
    [InlineData("certificates.caBundle=LS0tLS1", "holds no PEM certificate")]
    [InlineData("certificates.mode=certManager,certificates.injectCaFrom=a/b", "in mode certManager")]
    [InlineData("terminationGracePeriodSeconds=25", "cut requests off")]
    [InlineData("validatingPolicy.enabled=true,webhook.required=false", "which no webhook serves")]
    [InlineData("existingConfigMap=mine,namespaces[0].name=shop", "namespaces would be ignored")]
    public async Task Values_that_contradict_each_other_are_refused_with_the_reason(string values, string reason)
    {
        var outcome = await ChartTool.TemplateAsync("--set", values);

        outcome.ExitCode.ShouldNotBe(0);
        outcome.Errors.ShouldContain(reason);
    }

    [ControlPlaneTheory]
    [InlineData("v1.27.9", false, "kubernetesVersion: \"1.27\"")]
    [InlineData("v1.28.0-gke.100", true, "kubernetesVersion: \"1.28\"")]
    [InlineData("v1.33.1", true, "logLevel: info")]
    public async Task What_the_cluster_can_do_decides_about_conditions_and_the_version_in_the_configuration(string version, bool conditions, string configured)
    {
        var outcome = await ChartTool.TemplateAsync("--kube-version", version);

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        outcome.Output.Contains("matchConditions:", StringComparison.Ordinal).ShouldBe(conditions);
        outcome.Output.ShouldContain(configured);
        outcome.Output.Contains("kubernetesVersion:", StringComparison.Ordinal).ShouldBe(version != "v1.33.1");
    }

    [ControlPlaneFact]
    public async Task The_policy_is_refused_on_servers_that_do_not_have_it()
    {
        (await ChartTool.TemplateAsync("--set", "validatingPolicy.enabled=true", "--kube-version", "v1.29.0")).Errors.ShouldContain("needs Kubernetes 1.30");
        (await ChartTool.TemplateAsync("--set", "validatingPolicy.enabled=true", "--kube-version", "v1.30.0")).ExitCode.ShouldBe(0);
    }
}
