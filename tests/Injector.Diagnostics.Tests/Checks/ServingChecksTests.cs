using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Tests.Checks;

public sealed class ServingChecksTests
{
    [Fact]
    public void A_service_that_is_gone_is_a_problem() =>
        Looking.AtOnly(GoodCluster.Facts with { Service = Reading<ServingService>.Absent })
            .ShouldStartWith("problem service: the webhook configuration names Service injector-system/injector, which does not exist");

    [Theory]
    [InlineData(0, 0, "has no endpoints")]
    [InlineData(0, 2, "has no ready endpoint; 2 not ready")]
    public void A_service_without_ready_endpoints_is_a_problem(int ready, int notReady, string words) =>
        Looking.AtOnly(GoodCluster.Facts with { Endpoints = Reading<ServiceEndpoints>.Of(new ServiceEndpoints(ready, notReady)) })
            .ShouldStartWith($"problem service: Service injector-system/injector {words}");

    [Fact]
    public void Endpoints_are_counted_from_slices_and_from_Endpoints_alike()
    {
        ServiceEndpoints.OfSlice(GoodCluster.Json("""{"endpoints": [{"conditions": {"ready": true}}, {"conditions": {}}, {"conditions": {"ready": false}}]}"""))
            .ShouldBe(new ServiceEndpoints(2, 1));
        ServiceEndpoints.OfEndpoints(GoodCluster.Json("""{"subsets": [{"addresses": [{"ip": "10.0.0.1"}, {"ip": "10.0.0.2"}], "notReadyAddresses": [{"ip": "10.0.0.3"}]}]}"""))
            .ShouldBe(new ServiceEndpoints(2, 1));
    }

    [Theory]
    [InlineData(2, 0, "problem replicas: Deployment injector-system/injector has no ready replica of 2")]
    [InlineData(2, 1, "warning replicas: Deployment injector-system/injector has 1 of 2 replicas ready")]
    [InlineData(1, 1, "warning replicas: Deployment injector-system/injector has one replica")]
    public void Too_few_replicas_are_told(int wanted, int ready, string expected) =>
        Looking.AtOnly(GoodCluster.Facts with { Deployments = Reading<ImmutableArray<ServingDeployment>>.Of([GoodCluster.Deployment(wanted, ready)]) })
            .ShouldStartWith(expected);

    [Theory]
    [InlineData("{}", "kubectl -n injector-system scale deployment injector --replicas=2")]
    [InlineData("""{"meta.helm.sh/release-name": "inj", "meta.helm.sh/release-namespace": "ops"}""", "helm upgrade inj CHART --namespace ops --reuse-values --set replicaCount=2")]
    public void What_is_scaled_to_zero_is_told_as_that_everywhere_and_with_how_it_was_installed(string annotations, string fix)
    {
        var facts = GoodCluster.Facts with
        {
            Deployments = Reading<ImmutableArray<ServingDeployment>>.Of([GoodCluster.Deployment(0, 0, annotations: annotations)]),
            Endpoints = Reading<ServiceEndpoints>.Of(new ServiceEndpoints(0, 0)),
            Trials = [new PodDryRun("default", "log-tail", DryRunOutcome.Untouched, ""), new PodDryRun("payments", "log-tail", DryRunOutcome.CallFailed, "connection refused")],
        };

        Looking.At(facts).ShouldBe(
        [
            "problem service: Service injector-system/injector has no endpoints: what it leads to is scaled to 0 -> See replicas below.",
            $"problem replicas: Deployment injector-system/injector is scaled to 0, so nobody answers API servers -> {fix}",
            "problem path: a pod in default that asks for log-tail comes back as it was: pods.injector.io takes it, and nobody answers -> See replicas above: Injector is scaled to 0.",
            "problem path: API servers cannot call a webhook for a pod in payments that asks for log-tail: connection refused -> See replicas above: Injector is scaled to 0.",
        ]);
    }

    [Theory]
    [InlineData("{}", "kubectl apply -f deploy/crd/sidecarprofiles.yaml")]
    [InlineData("""{"meta.helm.sh/release-name": "inj"}""", "helm upgrade inj CHART --reuse-values --set crds.install=true")]
    public void A_missing_definition_is_installed_by_what_installed_the_rest(string annotations, string fix) =>
        Looking.AtOnly(GoodCluster.Facts with
        {
            Deployments = Reading<ImmutableArray<ServingDeployment>>.Of([GoodCluster.Deployment(annotations: annotations)]),
            ProfileObjects = Reading<ImmutableArray<Injector.Profiles.Resource.ProfileObject>>.Absent,
        }).ShouldEndWith($"-> {fix}");

    [Fact]
    public void A_chart_that_something_else_applied_is_changed_by_its_values()
    {
        var deployment = ServingDeployment.Read(GoodCluster.Json("""{"metadata": {"name": "injector", "labels": {"app.kubernetes.io/managed-by": "Helm"}}}"""));

        deployment.Chart!.Set("replicaCount=2").ShouldBe("Set replicaCount=2 among the values of the chart, where they are kept.");
    }

    [Fact]
    public void Replicas_without_a_budget_are_a_warning() =>
        Looking.AtOnly(GoodCluster.Facts with { DisruptionBudgets = Reading<ImmutableArray<DisruptionBudget>>.Of([]) }).ShouldBe(
            "warning disruption-budget: no PodDisruptionBudget covers Deployment injector-system/injector: draining nodes may stop all replicas at once"
            + " -> kubectl -n injector-system create poddisruptionbudget injector --selector=app=injector --min-available=1");

    [Theory]
    [InlineData(100, "problem certificate: the certificate (Secret injector-system/injector-certificates) ran out on 2027-02-18")]
    [InlineData(80, "warning certificate: the certificate (Secret injector-system/injector-certificates) runs out on 2027-02-18, in 9 days")]
    [InlineData(-5, "problem certificate: the certificate (Secret injector-system/injector-certificates) is not valid before 2026-11-20")]
    public void A_certificate_out_of_its_time_is_told(int days, string expected) =>
        Looking.At(GoodCluster.Facts with { Now = GoodCluster.Now + TimeSpan.FromDays(days) })
            .ShouldContain(finding => finding.StartsWith(expected, StringComparison.Ordinal));

    [Fact]
    public void A_certificate_for_another_name_is_a_problem()
    {
        var (leaf, authority) = GoodCluster.Issue("other.example.test", TimeSpan.FromDays(90));
        var facts = GoodCluster.Facts with
        {
            Stored = Reading<SeenCertificate>.Of(GoodCluster.Seen(leaf)),
            Mutating = Reading<WebhookConfiguration>.Of(GoodCluster.Mutating(entry => SetBundle(entry, Base64(authority)))),
        };

        Looking.AtOnly(facts).ShouldStartWith(
            "problem certificate-name: API servers call injector.injector-system.svc, but the certificate is for other.example.test -> Issue it for injector.injector-system.svc");
    }

    [Fact]
    public void A_bundle_of_another_authority_is_a_problem_even_if_it_has_the_same_name()
    {
        var (_, other) = GoodCluster.Issue(GoodCluster.ServerName, TimeSpan.FromDays(90));

        Looking.At(WithBundle(Base64(other)))[0].ShouldStartWith(
            "problem ca-bundle: pods.injector.io trusts CN=Test authority, but the certificate (Secret injector-system/injector-certificates) is signed by another authority of that name");
    }

    [Fact]
    public void A_bundle_that_holds_the_old_authority_beside_the_new_one_is_ok()
    {
        var (_, other) = GoodCluster.Issue(GoodCluster.ServerName, TimeSpan.FromDays(90));

        Looking.At(WithBundle(Base64(other + GoodCluster.Certificate.Authority))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "has no caBundle")]
    [InlineData("bm90IFBFTQ==", "holds no certificate in PEM")]
    [InlineData("%", "holds no certificate in PEM")]
    public void A_bundle_that_is_missing_or_no_certificate_is_a_problem(string bundle, string words)
    {
        var findings = Looking.At(WithBundle(bundle) with { Trials = [] });

        findings.Count.ShouldBe(2);
        findings.ShouldAllBe(finding => finding.StartsWith("problem ca-bundle: ", StringComparison.Ordinal) && finding.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void A_bundle_that_is_missing_is_ok_once_a_trial_has_shown_that_API_servers_trust_the_certificate() =>
        Looking.At(WithBundle("")).ShouldBeEmpty();

    [Fact]
    public void A_bundle_that_is_missing_is_a_warning_where_a_URL_may_be_trusted_by_a_public_authority()
    {
        var findings = Looking.At(GoodCluster.Facts with
        {
            Trials = [],
            Mutating = Reading<WebhookConfiguration>.Of(GoodCluster.Mutating(entry =>
                entry["clientConfig"] = new JsonObject { ["url"] = $"https://{GoodCluster.ServerName}/mutate" })),
        });

        findings.Count(finding => finding.StartsWith("warning ca-bundle: ", StringComparison.Ordinal)).ShouldBe(2);
        findings.ShouldNotContain(finding => finding.StartsWith("problem ca-bundle", StringComparison.Ordinal));
    }

    [Fact]
    public void A_replica_that_serves_another_certificate_than_the_Secret_holds_is_a_warning()
    {
        var (old, authority) = GoodCluster.Issue(GoodCluster.ServerName, TimeSpan.FromDays(60));
        var facts = WithBundle(Base64(authority + GoodCluster.Certificate.Authority)) with { Presented = GoodCluster.Seen(old) with { Origin = "as it presents it" } };

        Looking.AtOnly(facts).ShouldStartWith("warning certificate: as it presents it serves another certificate than Secret injector-system/injector-certificates holds");
    }

    [Fact]
    public void A_certificate_that_nobody_saw_is_unknown() =>
        Looking.AtOnly(GoodCluster.Facts with { Stored = Reading<SeenCertificate>.Absent }).ShouldStartWith("unknown certificate: the serving certificate was not seen");

    private static ClusterFacts WithBundle(string bundle) =>
        GoodCluster.Facts with { Mutating = Reading<WebhookConfiguration>.Of(GoodCluster.Mutating(entry => SetBundle(entry, bundle))) };

    private static void SetBundle(JsonObject entry, string bundle) => entry["clientConfig"]!["caBundle"] = bundle;

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));
}
