using System.Collections.Immutable;
using Injector.Core.Settings;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Tests.Checks;

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
    public void A_namespace_whose_pods_state_themselves_what_is_missing_is_a_warning_and_one_that_does_not_is_a_problem()
    {
        var facts = With(
            [GoodCluster.Namespace("shop", "{}", """{"injector.io/inject": "log-tail", "log-tail.injector.io/path": "relative"}""")],
            Workload("Deployment", """{"log-tail.injector.io/path": "/var/log/app"}"""),
            Workload("StatefulSet", "{}"));

        var findings = Looking.At(facts);

        findings.Count.ShouldBe(2);
        findings[0].ShouldStartWith("warning decisions: a pod in shop that says nothing of its own is denied: bad-parameter: ");
        findings[0].ShouldContain("-> Nothing, where each pod is to state that itself, as some there do. Otherwise: Correct the annotations of namespace shop");
        findings[1].ShouldStartWith("problem decisions: a new pod of StatefulSet shop/web is denied: bad-parameter: ");
    }

    [Fact]
    public void A_template_that_asks_for_itself_says_nothing_about_its_namespace() =>
        Looking.AtOnly(With(
            [GoodCluster.Namespace("shop", "{}", """{"injector.io/inject": "log-tail", "log-tail.injector.io/path": "relative"}""")],
            Workload("Deployment", """{"injector.io/inject": "log-tail", "log-tail.injector.io/path": "/var/log/app"}""")))
            .ShouldStartWith("problem decisions: a pod in shop that says nothing of its own is denied: ");

    [Fact]
    public void Templates_with_the_same_fault_are_each_told()
    {
        const string annotations = """{"injector.io/inject": "log-tail", "log-tail.injector.io/path": "relative"}""";

        var findings = Looking.At(With([GoodCluster.Namespace("shop")], Workload("Deployment", annotations), Workload("StatefulSet", annotations)));

        findings.Count.ShouldBe(2);
        findings[0].ShouldStartWith("problem decisions: a new pod of Deployment shop/web is denied: ");
        findings[1].ShouldStartWith("problem decisions: a new pod of StatefulSet shop/web is denied: ");
    }

    [Theory]
    [InlineData("""{"type": "Complete", "status": "True"}""", true)]
    [InlineData("""{"type": "Failed", "status": "True"}""", true)]
    [InlineData("""{"type": "Failed", "status": "False"}""", false)]
    [InlineData("""{"type": "Suspended", "status": "True"}""", false)]
    public void No_more_pods_come_of_a_Job_that_has_ended(string condition, bool hasEnded)
    {
        const string annotations = """{"injector.io/inject": "log-tail", "log-tail.injector.io/path": "relative"}""";
        var job = Workload("Job", annotations, status: $$"""{"conditions": [{{condition}}]}""");
        var unserved = With([GoodCluster.Namespace("shop", """{"injector.io/injection": "disabled"}""")], job);

        Looking.At(With([GoodCluster.Namespace("shop")], job)).Any(finding => finding.Contains(" decisions: ", StringComparison.Ordinal)).ShouldBe(!hasEnded);
        Looking.At(unserved).Any(finding => finding.Contains(" unserved-namespaces: ", StringComparison.Ordinal)).ShouldBe(!hasEnded);
        var unknown = Workload("Job", """{"injector.io/inject": "loging"}""", status: $$"""{"conditions": [{{condition}}]}""");
        Looking.At(With([GoodCluster.Namespace("shop")], unknown)).Any(finding => finding.Contains(" unknown-profiles: ", StringComparison.Ordinal)).ShouldBe(!hasEnded);
        var misplaced = ClusterWorkload.Read("Job", GoodCluster.Json($$"""
            {"metadata": {"namespace": "shop", "name": "web", "annotations": {"injector.io/inject": "log-tail"} }, "spec": {"template": {"spec": {"containers": [{"name": "web"}]} } }, "status": {"conditions": [{{condition}}]} }
            """))!;
        Looking.At(With([GoodCluster.Namespace("shop")], misplaced)).Any(finding => finding.Contains(" misplaced-annotations: ", StringComparison.Ordinal)).ShouldBe(!hasEnded);
    }

    [Fact]
    public void What_is_good_is_said_as_far_as_can_be_told()
    {
        var facts = With([GoodCluster.Namespace("shop")], Workload("Deployment", """{"injector.io/inject": "log-tail"}"""), Workload("StatefulSet", """{"injector.io/inject": "log-tail"}"""));

        Looking.OkOf("decisions", facts).ShouldBe(["none of 2 templates and namespaces that ask for sidecars would be refused or skipped"]);
        Looking.OkOf("decisions", facts with { Settings = null })
            .ShouldBe(["none of 2 templates and namespaces that ask for sidecars would be refused or skipped, as far as can be told from here"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pods_that_are_refused_for_an_unknown_profile_are_not_called_good(bool isSkipped)
    {
        var facts = With([GoodCluster.Namespace("shop")], Workload("Deployment", """{"injector.io/inject": "log-tail"}"""), Workload("StatefulSet", """{"injector.io/inject": "loging"}"""));

        Looking.OkOf("decisions", facts with { Settings = new InjectorSettings { SkipUnknownProfiles = isSkipped } }).ShouldBeEmpty();
        Looking.AtOnly(facts).ShouldStartWith("problem unknown-profiles: ");
    }

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
        Deployments = Reading<ImmutableArray<ServingDeployment>>.Of([GoodCluster.Deployment(release: GoodCluster.ProgramVersion)]),
        Namespaces = Reading<ImmutableArray<ClusterNamespace>>.Of(namespaces),
        Workloads = Reading<ImmutableArray<ClusterWorkload>>.Of([.. workloads]),
    };

    private static ClusterWorkload Workload(string kind, string annotations, string fields = "", string labels = "{}", string status = "{}")
    {
        var template = $$"""{"template": {"metadata": {"annotations": {{annotations}}, "labels": {{labels}} }, "spec": { {{fields}} "containers": [{"name": "web", "image": "web:1"}]} } }""";
        var spec = kind == "CronJob" ? $$"""{"jobTemplate": {"spec": {{template}} } }""" : template;
        return ClusterWorkload.Read(kind, GoodCluster.Json($$"""{"metadata": {"namespace": "shop", "name": "web"}, "spec": {{spec}}, "status": {{status}} }"""))!;
    }
}
