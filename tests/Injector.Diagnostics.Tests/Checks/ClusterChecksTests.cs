using System.Collections.Immutable;
using Injector.Diagnostics.Checks;
using Injector.Diagnostics.Facts;
using Injector.Diagnostics.Findings;

namespace Injector.Diagnostics.Tests.Checks;

public sealed class ClusterChecksTests
{
    [Fact]
    public void A_check_has_one_state()
    {
        var team = new ClusterNamespace("team", ImmutableSortedDictionary<string, string>.Empty.Add("injector.io/injection", "enabled"), ImmutableSortedDictionary<string, string>.Empty);
        var good = GoodCluster.Facts;
        var findings = ClusterChecks.Evaluate(good with { Namespaces = Reading<ImmutableArray<ClusterNamespace>>.Of(good.Namespaces.Known.Add(team)) });

        findings.Where(finding => finding.Check == "namespaces").ShouldHaveSingleItem().State.ShouldNotBe(FindingState.Ok);
        ClusterChecks.Evaluate(good).ShouldContain(finding => finding.Check == "namespaces" && finding.State == FindingState.Ok);
        findings.GroupBy(finding => finding.Check).ShouldAllBe(check => check.Select(finding => finding.State == FindingState.Ok).Distinct().Count() == 1);
    }
}
