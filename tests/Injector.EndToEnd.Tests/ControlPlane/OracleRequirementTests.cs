using Injector.Testing.Oracles;

namespace Injector.EndToEnd.Tests.ControlPlane;

public sealed class OracleRequirementTests
{
    [Theory]
    [InlineData(false, true, "'node'")]
    [InlineData(true, false, "'judges'")]
    public void Skips_with_the_way_out_where_a_part_is_missing(bool hasNode, bool hasOracles, string named)
    {
        var reason = NodeOracles.SkipReason(hasNode, hasOracles, isContinuousIntegration: false).ShouldNotBeNull();

        reason.ShouldContain(named);
        reason.ShouldContain("provision.sh");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public void Never_skips_in_continuous_integration(bool hasNode, bool hasOracles) =>
        NodeOracles.SkipReason(hasNode, hasOracles, isContinuousIntegration: true).ShouldBeNull();

    [Fact]
    public void Runs_where_all_is_there() => NodeOracles.SkipReason(hasNode: true, hasOracles: true, isContinuousIntegration: false).ShouldBeNull();
}
