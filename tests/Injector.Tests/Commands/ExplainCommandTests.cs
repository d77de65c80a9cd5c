using System.Text.Json.Nodes;
using Injector.Testing.Admission;

namespace Injector.Tests.Commands;

public sealed class ExplainCommandTests
{
    [Fact]
    public void Shows_every_rule_every_parameter_with_its_origin_and_the_plan()
    {
        var pod = Manifests.RequestingPod.Replace("log-tail\n", "log-tail\n    log-tail.injector.io/file: web.log\n", StringComparison.Ordinal);
        const string Namespace = """
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: default, annotations: {log-tail.injector.io/size: 64Mi}}

            """;

        var run = CommandRun.WithInput(pod + Namespace, "explain", "-f", "-", "--verbose");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Error.ShouldBeEmpty();
        run.Output.ShouldStartWith("pod/web in namespace default: injected\n");
        run.Output.ShouldMatch(@"not-requested +pass");
        run.Output.ShouldMatch(@"file +web\.log +from the pod\n");
        run.Output.ShouldMatch(@"size +64Mi +from the namespace\n");
        run.Output.ShouldMatch(@"path +/var/log/app +from the profile's default\n");
        run.Output.ShouldMatch(@"init container +log-tail +at 0, from log-tail\n");
        run.Output.ShouldMatch(@"volume +injector-logs ");
        run.Output.Split('\n').ShouldAllBe(line => !line.EndsWith(' '));
    }

    [Fact]
    public void Whether_a_namespace_that_is_not_in_the_input_asks_is_unknown()
    {
        var run = CommandRun.WithInput(Manifests.PlainPod, "explain", "-f", "-", "-n", "shop");
        var known = CommandRun.WithInput(Manifests.PlainPod + "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n", "explain", "-f", "-", "-n", "shop");
        var json = JsonNode.Parse(CommandRun.WithInput(Manifests.PlainPod, "explain", "-f", "-", "-o", "json").Output)!["pods"]![0]!;

        run.Output.ShouldStartWith("pod/web in namespace shop: unknown (not-requested)\n  the pod has no annotation that asks, and whether namespace shop asks is unknown here: ");
        run.Output.ShouldNotContain("neither the pod nor namespace shop");
        known.Output.ShouldStartWith("pod/web in namespace shop: skipped (not-requested)\n  neither the pod nor namespace shop has the annotation injector.io/inject\n");
        $"{json["result"]} {json["namespaceKnown"]}".ShouldBe("unknown false");
    }

    [Fact]
    public void A_pod_that_was_injected_because_of_its_namespace_is_told_as_injected_with_its_record()
    {
        const string Namespace = "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: default, annotations: {injector.io/inject: log-tail}}\n";
        var injected = CommandRun.WithInput(Manifests.PlainPod + Namespace, "inject", "-f", "-").Output.Split("---\n")[0];

        var run = CommandRun.WithInput(injected, "explain", "-f", "-");
        var json = JsonNode.Parse(CommandRun.WithInput(injected, "explain", "-f", "-", "-o", "json").Output)!["pods"]![0]!;

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Output.ShouldMatch(@"^pod/web in namespace default: injected .*\n  on record, by Injector \S+: log-tail → log-tail; who asked for it is not known here");
        run.Output.ShouldNotContain("neither the pod nor");
        ((string?)json["result"]).ShouldBe("injected");
        json["record"]!["profiles"]!.AsObject().Select(profile => profile.Key).ShouldBe(["log-tail"]);
        CommandRun.WithInput(injected + Namespace, "explain", "-f", "-").Output.ShouldMatch(@"skipped \(already-injected\)\n .*; on record, by Injector");
    }

    [Fact]
    public void Reads_as_people_write_and_folds_what_nobody_set()
    {
        var pod = Manifests.RequestingPod.Replace("log-tail\n", "log-tail, ambassador\n    ambassador.injector.io/upstreams: redis=tcp://redis.data.svc:6379\n", StringComparison.Ordinal);

        var run = CommandRun.WithInput(pod, "explain", "-f", "-");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Output);
        run.Output.ShouldMatch(@"volume +injector-logs +emptyDir sizeLimit=256Mi, from log-tail\n");
        run.Output.ShouldMatch(@"mount +web +/var/log/app of injector-logs\n");
        run.Output.ShouldMatch(@"env +web +\w+=\S+\n");
        run.Output.ShouldMatch(@"\(defaults\) +\d+ more, shown with --verbose\n");
        run.Output.ShouldNotContain("from the profile's default");
        run.Output.ShouldNotContain("{\"name\"");
    }

    [Fact]
    public void A_denial_shows_the_rule_that_decided_and_exits_with_1()
    {
        var pod = Manifests.RequestingPod.Replace("log-tail\n", "log-tail\n    log-tail.injector.io/path: var/log\n", StringComparison.Ordinal);

        var run = CommandRun.WithInput(pod, "explain", "-f", "-");

        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Output.ShouldStartWith("pod/web in namespace default: denied (bad-parameter)\n");
        run.Output.ShouldMatch("bad-parameter +deny +.*log-tail.injector.io/path");
    }

    [Fact]
    public void Machines_get_stable_fields()
    {
        var run = CommandRun.WithInput(Manifests.RequestingPod, "explain", "-f", "-", "--output", "json");

        var pod = JsonNode.Parse(run.Output)!["pods"]![0]!;
        pod.AsObject().Select(member => member.Key).ShouldBe(
            ["source", "kind", "name", "namespace", "result", "reason", "message", "rules", "profiles", "plan", "misplacedAnnotations", "warnings", "namespaceKnown", "record", "delivery"]);
        ((string?)pod["result"]).ShouldBe("injected");
        ((string?)pod["plan"]!["mode"]).ShouldBe("native");
        ((string?)pod["plan"]!["initContainers"]![0]!["name"]).ShouldBe("log-tail");
        ((string?)pod["profiles"]![0]!["parameters"]![0]!["origin"]).ShouldBe("profile");
    }

    [Fact]
    public void Takes_a_recorded_review_when_told_so()
    {
        var review = AdmissionReviews.OfAPod().In("shop").RequestingFor("log-tail").ToString();

        var told = CommandRun.WithInput(review, "explain", "-f", "-", "--admission-review");
        var withoutOption = CommandRun.WithInput(review, "explain", "-f", "-");

        told.Output.ShouldStartWith("pod/web- in namespace shop: injected\n");
        withoutOption.Output.ShouldBeEmpty();
        withoutOption.Error.ShouldContain("for AdmissionReviews add --admission-review");
    }

    [Fact]
    public void What_is_no_review_is_refused()
    {
        var run = CommandRun.WithInput(Manifests.RequestingPod, "explain", "-f", "-", "--admission-review");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("is not an AdmissionReview");
    }
}
