using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Check;

public sealed class GoodClusterTests(CheckedCluster cluster) : IClassFixture<CheckedCluster>
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
        run.Output.ShouldContain("\n15 ok, 0 warning, 0 problem, 0 unknown\n");
    }
}
