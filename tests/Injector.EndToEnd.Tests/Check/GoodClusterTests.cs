using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Check;

[Collection(CheckedCluster.Collection)]
public sealed class GoodClusterTests(CheckedCluster cluster)
{
    [ControlPlaneFact]
    public async Task A_good_installation_gets_nothing_but_ok()
    {
        var run = await cluster.CheckAsync("--fail-on-warning");

        run.Findings.ShouldAllBe(finding => finding.StartsWith("ok ", StringComparison.Ordinal), run.Output);
        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Errors.ShouldBeEmpty();
    }

    [ControlPlaneFact]
    public async Task The_table_says_the_same_to_people()
    {
        var run = await CheckRun.OfAsync("--kubeconfig", cluster.ControlPlane.KubeconfigPath);

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Output.ShouldContain("ok       path                   a pod in default that asks for log-tail gets its sidecars (dry run)\n");
        run.Output.ShouldContain("\n17 ok, 0 warnings, 0 problems, 0 unknown\n");
    }
}
