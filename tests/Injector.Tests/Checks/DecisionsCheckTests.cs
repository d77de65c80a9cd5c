using System.Collections.Immutable;
using Injector.Checks.Facts;
using Injector.Core.Snapshots;

namespace Injector.Tests.Checks;

public sealed class DecisionsCheckTests
{
    [Theory]
    [InlineData("""{"injector.io/inject": "log-tail, true"}""", "bad-parameter")]
    [InlineData("""{"injector.io/inject": ""}""", "bad-parameter")]
    [InlineData("""{"injector.io/inject": "true"}""", "bad-parameter")]
    [InlineData("""{"injector.io/inject": "log-tail", "log-tail.injector.io/path": "relative"}""", "bad-parameter")]
    [InlineData("""{"injector.io/inject": "ambassador"}""", "bad-parameter")]
    public void A_namespace_whose_annotations_deny_every_pod_is_a_problem(string annotations, string code)
    {
        var finding = Looking.AtOnly(With([GoodCluster.Namespace("shop", "{}", annotations)]));

        finding.ShouldStartWith($"problem decisions: a pod in shop that says nothing of its own is denied: {code}: ");
        finding.ShouldEndWith("-> Correct the annotations of namespace shop: kubectl get namespace shop -o yaml");
    }

    [Theory]
    [InlineData("Deployment", "spec.template.metadata")]
    [InlineData("CronJob", "spec.jobTemplate.spec.template.metadata")]
    public void A_template_that_is_denied_is_a_problem(string kind, string path)
    {
        var finding = Looking.AtOnly(With([GoodCluster.Namespace("shop")], Workload(kind, """{"injector.io/inject": "log-tail", "log-tail.injector.io/path": "relative"}""")));

        finding.ShouldStartWith($"problem decisions: a new pod of {kind} shop/web is denied: bad-parameter: ");
        finding.ShouldEndWith($"-> Correct {path} before its next pods are created.");
    }

    [Fact]
    public void A_template_that_is_skipped_is_a_warning() =>
        Looking.AtOnly(With([GoodCluster.Namespace("shop")], Workload("Deployment", """{"injector.io/inject": "log-tail"}""", """ "hostNetwork": true, """)))
            .ShouldStartWith("warning decisions: a new pod of Deployment shop/web gets no sidecars: host-network: ");

    [Fact]
    public void What_all_pods_of_a_namespace_suffer_from_is_told_once() =>
        Looking.At(With([GoodCluster.Namespace("shop", "{}", """{"injector.io/inject": "ambassador"}""")], Workload("Deployment", "{}"), Workload("StatefulSet", "{}")))
            .ShouldHaveSingleItem();

    [Fact]
    public void Pods_that_nobody_sends_to_Injector_are_not_decided_about() =>
        Looking.At(With([GoodCluster.Namespace("shop", """{"injector.io/injection": "disabled"}""")], Workload("Deployment", """{"injector.io/inject": "ambassador"}""")))
            .ShouldNotContain(finding => finding.Contains("decisions", StringComparison.Ordinal));

    [Fact]
    public void Without_the_clusters_configuration_a_denial_is_a_warning_and_defaults_are_left_alone()
    {
        var facts = With([GoodCluster.Namespace("shop", "{}", """{"injector.io/inject": "ambassador"}"""), GoodCluster.Namespace("pay", "{}", """{"injector.io/inject": "true"}""")])
            with { Settings = null };

        Looking.AtOnly(facts).ShouldStartWith("warning decisions: a pod in shop that says nothing of its own is denied, as far as can be told from here: ");
    }

    [Fact]
    public void A_namespace_that_asks_and_is_labelled_disabled_contradicts_itself() =>
        Looking.AtOnly(With([GoodCluster.Namespace("shop", """{"injector.io/injection": "disabled"}""", """{"injector.io/inject": "log-tail"}""")])).ShouldBe(
            "warning unserved-namespaces: shop asks for sidecars by its annotation injector.io/inject, but is labelled injector.io/injection=disabled, so its pods never get any"
            + " -> Remove what asks, or the label: kubectl label namespace shop injector.io/injection-");

    [Fact]
    public void A_namespace_that_asks_and_that_no_entry_takes_is_a_problem()
    {
        var facts = With([GoodCluster.Namespace("shop")], Workload("Deployment", """{"injector.io/inject": "log-tail"}"""), Workload("Job", """{"injector.io/inject": "log-tail"}""")) with
        {
            Mutating = Reading<WebhookConfiguration>.Of(GoodCluster.Mutating(entry => entry["namespaceSelector"] = GoodCluster.Json("""{"matchLabels": {"team": "a"}}"""))),
        };

        Looking.AtOnly(facts).ShouldBe(
            "problem unserved-namespaces: shop asks for sidecars by 2 pod templates, such as that of Deployment web, but no entry of injector takes its pods"
            + " -> Correct the namespaceSelector of the entries, or the labels of the namespace: kubectl get namespace shop --show-labels");
    }

    [Fact]
    public void A_template_that_asks_and_whose_labels_no_entry_takes_is_a_problem()
    {
        var facts = With([GoodCluster.Namespace("shop")], Workload("Deployment", """{"injector.io/inject": "log-tail"}""")) with
        {
            Mutating = Reading<WebhookConfiguration>.Of(GoodCluster.Mutating(entry => entry["objectSelector"] = GoodCluster.Json("""{"matchLabels": {"team": "a"}}"""))),
        };

        Looking.AtOnly(facts).ShouldStartWith("problem unserved-namespaces: the pod template of Deployment shop/web asks for sidecars, and the objectSelector of no entry");
    }

    [Fact]
    public void A_label_on_a_template_that_means_something_on_namespaces_only_is_told()
    {
        var workload = Workload("Deployment", "{}", labels: """{"injector.io/injection": "enabled"}""");

        Looking.AtOnly(With([GoodCluster.Namespace("shop")], workload))
            .ShouldStartWith("problem misspelt-keys: the pod template of Deployment shop/web has the label injector.io/injection=enabled, which means nothing on a pod -> ");
    }

    private static ClusterFacts With(ImmutableArray<ClusterNamespace> namespaces, params ClusterWorkload[] workloads) => GoodCluster.Facts with
    {
        Settings = InjectorSettings.Default,
        Deployments = Reading<ImmutableArray<ServingDeployment>>.Of([GoodCluster.Deployment(release: Server.BuildVersion.Number)]),
        Namespaces = Reading<ImmutableArray<ClusterNamespace>>.Of(namespaces),
        Workloads = Reading<ImmutableArray<ClusterWorkload>>.Of([.. workloads]),
    };

    private static ClusterWorkload Workload(string kind, string annotations, string fields = "", string labels = "{}")
    {
        var template = $$"""{"template": {"metadata": {"annotations": {{annotations}}, "labels": {{labels}} }, "spec": { {{fields}} "containers": [{"name": "web", "image": "web:1"}]} } }""";
        var spec = kind == "CronJob" ? $$"""{"jobTemplate": {"spec": {{template}} } }""" : template;
        return ClusterWorkload.Read(kind, GoodCluster.Json($$"""{"metadata": {"namespace": "shop", "name": "web"}, "spec": {{spec}} }"""))!;
    }
}
