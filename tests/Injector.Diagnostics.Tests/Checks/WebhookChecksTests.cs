using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Tests.Checks;

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
    [InlineData("enabled")]
    [InlineData("enable")]
    [InlineData("Enabled")]
    [InlineData("true")]
    [InlineData("yes")]
    [InlineData("on")]
    public void Who_wanted_sidecars_by_the_label_is_told_of_the_annotation_and_never_of_required(string value)
    {
        var facts = Labelled(value);

        Looking.AtOnly(facts).ShouldBe(
            $"problem namespaces: shop is labelled injector.io/injection={value}, which has no meaning"
            + " -> To give all its pods sidecars: kubectl annotate namespace shop injector.io/inject=PROFILE,PROFILE, and remove the label: kubectl label namespace shop injector.io/injection-");
        Looking.AtOnly(facts with { Settings = new Injector.Core.Settings.InjectorSettings { DefaultProfiles = ["log-tail"] } }).ShouldContain("injector.io/inject=true, and");
        Looking.At(Labelled(value, "log-tail")).ShouldHaveSingleItem().ShouldEndWith("-> The annotation injector.io/inject asks already; remove the label: kubectl label namespace shop injector.io/injection-");
    }

    [Theory]
    [InlineData("false")]
    [InlineData("off")]
    [InlineData("disable")]
    [InlineData("Disabled")]
    public void Who_wanted_none_by_the_label_is_told_of_disabled(string value) =>
        Looking.AtOnly(Labelled(value)).ShouldContain("-> kubectl label --overwrite namespace shop injector.io/injection=disabled");

    [Theory]
    [InlineData("namespaceSelector", "In [required] and NotIn [required]")]
    [InlineData("objectSelector", "Exists and DoesNotExist")]
    public void An_entry_whose_selector_nothing_can_satisfy_is_a_problem(string field, string contradiction)
    {
        var expressions = field == "objectSelector"
            ? """[{"key": "team", "operator": "Exists"}, {"key": "team", "operator": "DoesNotExist"}]"""
            : """[{"key": "team", "operator": "In", "values": ["required"]}, {"key": "team", "operator": "NotIn", "values": ["required"]}]""";

        Looking.At(WithEntries(entry => entry[field] = GoodCluster.Json($$"""{"matchExpressions": {{expressions}} }"""))).ShouldContain(
            $"problem webhook-selectors: pods.injector.io takes no pod at all: its {field} wants team {contradiction}"
            + $" -> Correct {field} of the entry; in the chart, webhook.{field} is added to what each entry has of its own.");
    }

    [Theory]
    [InlineData(DryRunOutcome.Skipped, "host-network: no", "problem path: a pod in default that asks for log-tail is skipped: host-network: no")]
    [InlineData(DryRunOutcome.Denied, "no such profile", "problem path: a pod in default that asks for log-tail is denied: no such profile")]
    [InlineData(DryRunOutcome.CallFailed, "x509: unknown authority", "See ca-bundle and certificate-name above.")]
    [InlineData(DryRunOutcome.CallFailed, "context deadline exceeded", "firewalls")]
    [InlineData(DryRunOutcome.CallFailed, "connection refused", "get pods,endpoints")]
    [InlineData(DryRunOutcome.NoNamespace, "", "unknown path: there is no namespace default")]
    [InlineData(DryRunOutcome.Refused, "exceeded quota", "unknown path: a pod in default that asks for log-tail was refused before anything could be seen: exceeded quota")]
    [InlineData(DryRunOutcome.Untouched, "", "pods.injector.io takes it and has failurePolicy: Ignore, so API servers got no answer from Service injector-system/injector")]
    internal void What_became_of_the_trial_is_told_with_what_to_do(DryRunOutcome outcome, string words, string expected) =>
        Looking.AtOnly(GoodCluster.Facts with { Trials = [new PodDryRun("default", "log-tail", outcome, words)] }).ShouldContain(expected);

    [Fact]
    public void The_port_to_let_API_servers_reach_is_that_of_the_pods()
    {
        var timeout = GoodCluster.Facts with { Trials = [new PodDryRun("default", "log-tail", DryRunOutcome.CallFailed, "context deadline exceeded")] };

        Looking.AtOnly(timeout).ShouldContain("the pods' port 8443 (");
        Looking.AtOnly(timeout with { Deployments = Reading<ImmutableArray<ServingDeployment>>.Of([GoodCluster.Deployment(port: 10443)]) })
            .ShouldContain("the pods' port 10443 (");
        Looking.AtOnly(timeout with { Service = Reading<ServingService>.Of(Service("""{"port": 443, "targetPort": 9999}""")) }).ShouldContain("the pods' port 9999 (");
        Looking.AtOnly(timeout with { Service = Reading<ServingService>.Of(Service("""{"port": 443}""")) }).ShouldContain("the pods' port 443 (");
    }

    private static ClusterFacts Labelled(string value, string? ask = null) => GoodCluster.Facts with
    {
        Namespaces = Reading<ImmutableArray<ClusterNamespace>>.Of(
        [
            GoodCluster.Namespace("shop", $$"""{"injector.io/injection": "{{value}}"}""", ask is null ? "{}" : $$"""{"injector.io/inject": "{{ask}}"}"""),
        ]),
    };

    private static ServingService Service(string port) => ServingService.Read(GoodCluster.Json(
        $$"""{"metadata": {"namespace": "injector-system", "name": "injector"}, "spec": {"selector": {"app": "injector"}, "ports": [{{port}}]} }"""));

    private static ClusterFacts WithEntries(Action<JsonObject> change) =>
        GoodCluster.Facts with { Mutating = Reading<WebhookConfiguration>.Of(GoodCluster.Mutating(change)) };
}
