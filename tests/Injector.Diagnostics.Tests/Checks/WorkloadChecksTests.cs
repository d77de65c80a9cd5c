using System.Collections.Immutable;
using Injector.Diagnostics.Facts;
using Injector.Profiles.BuiltIn;

namespace Injector.Diagnostics.Tests.Checks;

public sealed class WorkloadChecksTests
{
    private const string Requesting = """{"injector.io/inject": "log-tail"}""";

    [Fact]
    public void Annotations_on_the_workload_are_told_with_where_they_belong() =>
        Looking.AtOnly(With(Workload("CronJob", Requesting))).ShouldBe(
            "problem misplaced-annotations: CronJob shop/web has injector.io/inject at metadata.annotations, where Injector does not look"
            + " -> Move it to spec.jobTemplate.spec.template.metadata.annotations.");

    [Fact]
    public void Annotations_that_the_pod_template_repeats_are_no_news() =>
        Looking.At(With(Workload("Deployment", Requesting, Requesting))).ShouldBeEmpty();

    [Theory]
    [InlineData("injector.io/injct", "means nothing -> Did you mean injector.io/inject?")]
    [InlineData("injecter.io/inject", "means nothing -> Did you mean injector.io/inject?")]
    [InlineData("injector.io/colour", "means nothing -> Remove it, or write one of injector.io/inject, injector.io/containers, injector.io/sidecar-mode.")]
    [InlineData("injector.io/injection", "which Injector reads as a label -> Write it among the labels.")]
    [InlineData("loging.injector.io/path", "there is no profile loging -> Did you mean logging.injector.io/path?")]
    [InlineData("nothing-like-it.injector.io/path", "there is no profile nothing-like-it -> Profiles here: ")]
    public void Keys_that_mean_nothing_are_told_with_the_nearest_that_does(string key, string expected)
    {
        var finding = Looking.AtOnly(With(Workload("Deployment", "{}", $$"""{"{{key}}": "x"}""")));

        finding.ShouldStartWith("problem misspelt-keys: the pod template of Deployment shop/web has the annotation " + key);
        finding.ShouldContain(expected);
    }

    [Theory]
    [InlineData("sidecar.istio.io/inject")]
    [InlineData("prometheus.io/scrape")]
    [InlineData("injector.io/status")]
    [InlineData("config.injector.io/logging.fluent-bit.yaml")]
    [InlineData("logging.injector.io/path")]
    public void Keys_of_others_and_good_ones_are_left_alone(string key) =>
        Looking.At(With(Workload("Deployment", "{}", $$"""{"{{key}}": "x"}"""))).ShouldBeEmpty();

    [Fact]
    public void A_label_that_should_be_an_annotation_is_told()
    {
        var facts = GoodCluster.Facts with { Namespaces = Reading<ImmutableArray<ClusterNamespace>>.Of([GoodCluster.Namespace("shop", Requesting)]) };

        Looking.AtOnly(facts).ShouldBe("problem misspelt-keys: Namespace shop has the label injector.io/inject, which Injector reads as an annotation -> Write it among the annotations.");
    }

    [Fact]
    public void A_default_profile_that_does_not_exist_is_a_problem_of_the_configuration()
    {
        var facts = GoodCluster.Facts with { Settings = new Injector.Core.Settings.InjectorSettings { DefaultProfiles = ["log-tail", "loging", "loging"] } };

        Looking.AtOnly(facts).ShouldBe(
            "problem default-profiles: The configuration's default profile loging does not exist, so pods with injector.io/inject: \"true\" are denied"
            + " -> Did you mean logging? Correct defaultProfiles in the configuration.");
        Looking.AtOnly(facts with { IsCatalogueWhole = false }).ShouldStartWith("warning default-profiles: ");
    }

    [Fact]
    public void A_profile_that_does_not_exist_is_a_problem_and_when_not_every_place_was_read_a_warning()
    {
        var facts = With(Workload("Deployment", "{}", """{"injector.io/inject": "loging, log-tail"}"""));

        Looking.AtOnly(facts).ShouldBe("problem unknown-profiles: the pod template of Deployment shop/web asks for loging, and there is no such profile -> Did you mean logging?");
        Looking.AtOnly(facts with { IsCatalogueWhole = false }).ShouldStartWith("warning unknown-profiles: ");
    }

    [Fact]
    public void Pods_that_were_missed_are_told_by_their_owner()
    {
        const string Owner = """{"controller": true, "kind": "ReplicaSet", "name": "web-5f6d"}""";
        const string Labels = """{"pod-template-hash": "5f6d"}""";
        var facts = With(GoodCluster.Pod("web-5f6d-a", Requesting, Labels, Owner), GoodCluster.Pod("web-5f6d-b", Requesting, Labels, Owner));

        Looking.AtOnly(facts).ShouldBe(
            "problem missed-pods: 2 pods of Deployment web in shop asked for sidecars and have none: nobody injected when they were created"
            + " -> kubectl -n shop rollout restart deployment/web");
    }

    [Fact]
    public void Pods_of_a_namespace_that_no_entry_takes_are_not_told_to_start_again()
    {
        var facts = With(GoodCluster.Pod("web", Requesting)) with
        {
            Namespaces = Reading<ImmutableArray<ClusterNamespace>>.Of([GoodCluster.Namespace("shop", """{"team": "a"}""")]),
            Mutating = Reading<WebhookConfiguration>.Of(GoodCluster.Mutating(
                entry => entry["namespaceSelector"] = GoodCluster.Json("""{"matchLabels": {"team": "b"}}"""))),
        };

        Looking.AtOnly(facts).ShouldContain("-> No entry's namespaceSelector takes shop");
    }

    [Fact]
    public void A_pod_asks_by_its_namespace_too()
    {
        var facts = With(GoodCluster.Pod("web")) with
        {
            Namespaces = Reading<ImmutableArray<ClusterNamespace>>.Of([GoodCluster.Namespace("shop", "{}", Requesting)]),
        };

        Looking.AtOnly(facts).ShouldStartWith("problem missed-pods: Pod shop/web asked for sidecars and has none");
    }

    [Theory]
    [InlineData("""{"injector.io/inject": "false"}""", "{}")]
    [InlineData(Requesting, """{"injector.io/injection": "disabled"}""")]
    [InlineData("""{"injector.io/inject": "log-tail", "kubernetes.io/config.mirror": "x"}""", "{}")]
    [InlineData("""{"injector.io/inject": "log-tail", "injector.io/status": "{}"}""", "{}")]
    public void Pods_that_do_not_ask_or_have_theirs_are_not_missed(string annotations, string labels) =>
        Looking.At(With(GoodCluster.Pod("web", annotations, labels))).ShouldBeEmpty();

    [Fact]
    public void A_skipped_pod_is_a_warning_with_its_reason() =>
        Looking.AtOnly(With(GoodCluster.Pod("web", """{"injector.io/inject": "log-tail", "injector.io/skipped": "host-network: no"}""")))
            .ShouldStartWith("warning missed-pods: Pod shop/web asked for sidecars and was skipped: host-network: no");

    [Fact]
    public void A_pod_of_an_earlier_edition_of_a_profile_is_a_warning_and_one_of_the_present_edition_is_not()
    {
        var now = BuiltInProfiles.Load().Single(profile => profile.Name == "log-tail").ContentHash;

        Looking.AtOnly(With(Carrying("0000"))).ShouldBe(
            "warning outdated-pods: Pod shop/web carries an earlier edition of log-tail -> Delete it and create it again: sidecars are added at creation only.");
        Looking.At(With(Carrying(now))).ShouldBeEmpty();
        Looking.At(With(Carrying("0000", "0.0.1"))).ShouldBeEmpty();
    }

    [Fact]
    public void Without_the_kind_SidecarProfile_there_is_a_warning() =>
        Looking.AtOnly(GoodCluster.Facts with { ProfileObjects = Reading<ImmutableArray<Injector.Profiles.Resource.ProfileObject>>.Absent })
            .ShouldStartWith("warning profiles: the kind SidecarProfile is not installed");

    [Fact]
    public void Only_the_namespace_in_scope_is_told_of()
    {
        var facts = GoodCluster.Facts with
        {
            Scope = new CheckScope { Namespace = "default" },
            Namespaces = Reading<ImmutableArray<ClusterNamespace>>.Of([GoodCluster.Namespace("default"), GoodCluster.Namespace("shop", Requesting)]),
        };

        Looking.At(facts).ShouldBeEmpty();
    }

    private static ClusterPod Carrying(string hash, string? version = null) => GoodCluster.Pod(
        "web",
        $$$"""{"injector.io/inject": "log-tail", "injector.io/status": "{\"version\":\"{{{version ?? GoodCluster.ProgramVersion}}}\",\"profiles\":{\"log-tail\":\"{{{hash}}}\"} }"}""");

    private static ClusterFacts With(params ClusterPod[] pods) => GoodCluster.Facts with { Pods = Reading<ImmutableArray<ClusterPod>>.Of([.. pods]) };

    private static ClusterFacts With(ClusterWorkload workload) => GoodCluster.Facts with { Workloads = Reading<ImmutableArray<ClusterWorkload>>.Of([workload]) };

    private static ClusterWorkload Workload(string kind, string annotations, string podAnnotations = "{}")
    {
        var template = $$"""{"template": {"metadata": {"annotations": {{podAnnotations}} }, "spec": {"containers": [{"name": "web", "image": "web:1"}]} } }""";
        var spec = kind == "CronJob" ? $$"""{"jobTemplate": {"spec": {{template}} } }""" : template;
        return ClusterWorkload.Read(kind, GoodCluster.Json($$"""{"metadata": {"namespace": "shop", "name": "web", "annotations": {{annotations}} }, "spec": {{spec}} }"""))!;
    }
}
