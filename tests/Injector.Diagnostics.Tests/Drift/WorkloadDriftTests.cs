using Injector.Diagnostics.Drift;
using Injector.Diagnostics.Tests.Checks;

namespace Injector.Diagnostics.Tests.Drift;

public sealed class WorkloadDriftTests
{
    [Fact]
    public void Pods_of_a_Job_are_made_again_by_deleting_them()
    {
        const string Owner = """{"controller": true, "kind": "Job", "name": "report"}""";
        var pods = Enumerable.Range(0, 12).Select(i => new PodDrift(GoodCluster.Pod($"report-{(char)('a' + i)}", owner: Owner), DriftKind.Missed, "why"));

        var fix = WorkloadDrift.Group(pods, new Dictionary<(string, string, string), int> { [("shop", "Job", "report")] = 12 })[0].Fixes.ShouldHaveSingleItem();

        fix.ShouldBe("kubectl -n shop delete pod report-a report-b report-c report-d report-e report-f report-g report-h report-i report-j …");
    }
}
