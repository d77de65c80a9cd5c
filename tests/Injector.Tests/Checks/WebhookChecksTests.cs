using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Checks.Facts;

namespace Injector.Tests.Checks;

public sealed class WebhookChecksTests
{
    [Fact]
    public void A_good_cluster_has_nothing_but_ok() => Looking.At(GoodCluster.Facts).ShouldBeEmpty();

    [Fact]
    public void A_missing_configuration_is_a_problem()
    {
        var facts = GoodCluster.Facts with { Mutating = Reading<WebhookConfiguration>.Absent, AllMutating = Reading<ImmutableArray<WebhookConfiguration>>.Of([]), Trials = [] };

        Looking.At(facts).ShouldContain(
            "problem webhook-configuration: there is no MutatingWebhookConfiguration injector, so no pod gets sidecars"
            + " -> Install Injector with the chart, or apply deploy. If it has another name here, say --configuration NAME.");
    }

    [Fact]
    public void A_second_configuration_is_a_warning()
    {
        var facts = GoodCluster.Facts with
        {
            AllMutating = Reading<ImmutableArray<WebhookConfiguration>>.Of([GoodCluster.Mutating(), GoodCluster.Mutating() with { Name = "old" }]),
        };

        Looking.AtOnly(facts).ShouldStartWith("warning webhook-configuration: MutatingWebhookConfiguration old calls Injector too");
    }

    [Theory]
    [InlineData("sideEffects", "\"Some\"", "dry run", "sideEffects: None")]
    [InlineData("sideEffects", "null", "dry run", "sideEffects: None")]
    [InlineData("reinvocationPolicy", "\"Never\"", "not asked again", "reinvocationPolicy: IfNeeded")]
    [InlineData("timeoutSeconds", "30", "30 seconds", "timeoutSeconds: 5")]
    [InlineData("rules", """[{"operations": ["*"], "apiGroups": ["*"], "apiVersions": ["v1"], "resources": ["*"], "scope": "Namespaced"}]""", "creation", "operations: [CREATE]")]
    [InlineData("rules", """[{"operations": ["CREATE"], "apiGroups": [""], "apiVersions": ["v1"], "resources": ["pods"], "scope": "*"}]""", "namespaces", "scope: Namespaced")]
    public void A_setting_that_harms_is_a_warning_for_each_entry(string field, string value, string what, string fix)
    {
        var findings = Looking.At(WithEntries(entry => entry[field] = JsonNode.Parse(value)));

        findings.Count.ShouldBe(2);
        findings.ShouldAllBe(finding => finding.StartsWith("warning webhook-settings: ", StringComparison.Ordinal));
        findings[0].ShouldContain(what);
        findings[0].ShouldContain(fix);
    }

    [Fact]
    public void An_entry_that_takes_system_namespaces_is_a_warning_and_with_Fail_a_problem()
    {
        var findings = Looking.At(WithEntries(entry => entry["namespaceSelector"] = new JsonObject()));

        findings.ShouldContain(
            "warning excluded-namespaces: pods of injector-system are sent to pods.injector.io, and wait for it when Injector does not answer"
            + " -> kubectl label namespace injector-system injector.io/injection=disabled");
        findings.ShouldContain(finding => finding.StartsWith("problem excluded-namespaces: pods of kube-system are sent to required.injector.io", StringComparison.Ordinal));
        findings.ShouldContain(finding => finding.StartsWith("problem namespaces: kube-system is labelled injector.io/injection=disabled, but", StringComparison.Ordinal));
    }

    [Fact]
    public void A_namespace_that_requires_sidecars_needs_an_entry_that_fails() =>
        Looking.AtOnly(WithEntries(entry => entry["failurePolicy"] = "Ignore"))
            .ShouldStartWith("problem namespaces: payments requires sidecars, but required.injector.io has failurePolicy: Ignore");

    [Fact]
    public void A_value_of_the_label_that_means_nothing_gets_a_suggestion()
    {
        var facts = GoodCluster.Facts with
        {
            Namespaces = Reading<ImmutableArray<ClusterNamespace>>.Of([GoodCluster.Namespace("shop", """{"injector.io/injection": "requird"}""")]),
        };

        Looking.AtOnly(facts).ShouldBe(
            "problem namespaces: shop is labelled injector.io/injection=requird, which has no meaning"
            + " -> kubectl label --overwrite namespace shop injector.io/injection=required, or remove the label");
    }

    [Theory]
    [InlineData(TrialOutcome.Skipped, "host-network: no", "problem path: a pod in default that asks for log-tail is skipped: host-network: no")]
    [InlineData(TrialOutcome.Denied, "no such profile", "problem path: a pod in default that asks for log-tail is denied: no such profile")]
    [InlineData(TrialOutcome.CallFailed, "x509: unknown authority", "See ca-bundle and certificate-name above.")]
    [InlineData(TrialOutcome.CallFailed, "context deadline exceeded", "firewalls")]
    [InlineData(TrialOutcome.CallFailed, "connection refused", "get pods,endpoints")]
    [InlineData(TrialOutcome.NoNamespace, "", "unknown path: there is no namespace default")]
    [InlineData(TrialOutcome.Refused, "exceeded quota", "unknown path: a pod in default that asks for log-tail was refused before anything could be seen: exceeded quota")]
    [InlineData(TrialOutcome.Untouched, "", "pods.injector.io takes it and has failurePolicy: Ignore, so API servers got no answer from Service injector-system/injector")]
    internal void What_became_of_the_trial_is_told_with_what_to_do(TrialOutcome outcome, string words, string expected) =>
        Looking.AtOnly(GoodCluster.Facts with { Trials = [new PodTrial("default", "log-tail", outcome, words)] }).ShouldContain(expected);

    [Fact]
    public void The_port_to_let_API_servers_reach_is_that_of_the_pods()
    {
        var timeout = GoodCluster.Facts with { Trials = [new PodTrial("default", "log-tail", TrialOutcome.CallFailed, "context deadline exceeded")] };

        Looking.AtOnly(timeout).ShouldContain("the pods' port 8443 (");
        Looking.AtOnly(timeout with { Deployments = Reading<ImmutableArray<ServingDeployment>>.Of([GoodCluster.Deployment(port: 10443)]) })
            .ShouldContain("the pods' port 10443 (");
        Looking.AtOnly(timeout with { Service = Reading<ServingService>.Of(Service("""{"port": 443, "targetPort": 9999}""")) }).ShouldContain("the pods' port 9999 (");
        Looking.AtOnly(timeout with { Service = Reading<ServingService>.Of(Service("""{"port": 443}""")) }).ShouldContain("the pods' port 443 (");
    }

    private static ServingService Service(string port) => ServingService.Read(GoodCluster.Json(
        $$"""{"metadata": {"namespace": "injector-system", "name": "injector"}, "spec": {"selector": {"app": "injector"}, "ports": [{{port}}]} }"""));

    private static ClusterFacts WithEntries(Action<JsonObject> change) =>
        GoodCluster.Facts with { Mutating = Reading<WebhookConfiguration>.Of(GoodCluster.Mutating(change)) };
}
