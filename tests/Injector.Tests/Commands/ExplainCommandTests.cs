using System.Text.Json.Nodes;
using Injector.Testing.Admission;

namespace Injector.Tests.Commands;

public sealed class ExplainCommandTests
{
    [Fact]
    public void Shows_every_rule_every_parameter_with_its_origin_and_the_plan()
    {
        var pod = Manifests.AskingPod.Replace("log-tail\n", "log-tail\n    log-tail.injector.io/file: web.log\n", StringComparison.Ordinal);
        const string Namespace = """
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: default, annotations: {log-tail.injector.io/size: 64Mi}}

            """;

        var run = CommandRun.WithInput(pod + Namespace, "explain", "-f", "-");

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
    public void A_denial_shows_the_rule_that_decided_and_exits_with_1()
    {
        var pod = Manifests.AskingPod.Replace("log-tail\n", "log-tail\n    log-tail.injector.io/path: var/log\n", StringComparison.Ordinal);

        var run = CommandRun.WithInput(pod, "explain", "-f", "-");

        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Output.ShouldStartWith("pod/web in namespace default: denied (bad-parameter)\n");
        run.Output.ShouldMatch("bad-parameter +deny +.*log-tail.injector.io/path");
    }

    [Fact]
    public void Machines_get_stable_fields()
    {
        var run = CommandRun.WithInput(Manifests.AskingPod, "explain", "-f", "-", "--output", "json");

        var pod = JsonNode.Parse(run.Output)!["pods"]![0]!;
        pod.AsObject().Select(member => member.Key).ShouldBe(
            ["source", "kind", "name", "namespace", "result", "reason", "message", "rules", "profiles", "plan", "misplacedAnnotations", "warnings"]);
        ((string?)pod["result"]).ShouldBe("injected");
        ((string?)pod["plan"]!["mode"]).ShouldBe("native");
        ((string?)pod["plan"]!["initContainers"]![0]!["name"]).ShouldBe("log-tail");
        ((string?)pod["profiles"]![0]!["parameters"]![0]!["origin"]).ShouldBe("profile");
    }

    [Fact]
    public void Takes_a_recorded_review_when_told_so()
    {
        var review = AdmissionReviews.OfAPod().In("shop").AskingFor("log-tail").ToString();

        var told = CommandRun.WithInput(review, "explain", "-f", "-", "--admission-review");
        var untold = CommandRun.WithInput(review, "explain", "-f", "-");

        told.Output.ShouldStartWith("pod/web- in namespace shop: injected\n");
        untold.Output.ShouldBeEmpty();
        untold.Error.ShouldContain("for AdmissionReviews add --admission-review");
    }

    [Fact]
    public void What_is_no_review_is_refused()
    {
        var run = CommandRun.WithInput(Manifests.AskingPod, "explain", "-f", "-", "--admission-review");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("is not an AdmissionReview");
    }
}
