using Injector.Testing.Judges;

namespace Injector.EndToEnd.Tests.ControlPlane;

public sealed class JudgeRequirementTests
{
    [Theory]
    [InlineData(false, true, "'node'")]
    [InlineData(true, false, "'judges'")]
    public void Skips_with_the_way_out_where_a_part_is_missing(bool hasNode, bool hasJudges, string named)
    {
        var reason = NodeJudges.SkipReason(hasNode, hasJudges, isContinuousIntegration: false).ShouldNotBeNull();

        reason.ShouldContain(named);
        reason.ShouldContain("provision.sh");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public void Never_skips_in_continuous_integration(bool hasNode, bool hasJudges) =>
        NodeJudges.SkipReason(hasNode, hasJudges, isContinuousIntegration: true).ShouldBeNull();

    [Fact]
    public void Runs_where_all_is_there() => NodeJudges.SkipReason(hasNode: true, hasJudges: true, isContinuousIntegration: false).ShouldBeNull();
}
