using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.ControlPlane;

public sealed class ControlPlaneRequirementTests
{
    [Fact]
    public void Skips_with_the_way_out_where_there_is_no_control_plane() =>
        Reason(isPresent: false, minimum: null, ci: false).ShouldNotBeNull().ShouldContain("provision.sh");

    [Fact]
    public void Never_skips_for_a_missing_control_plane_in_continuous_integration() =>
        Reason(isPresent: false, minimum: "1.29", ci: true).ShouldBeNull();

    [Theory]
    [InlineData("1.29", false)]
    [InlineData("1.29", true)]
    [InlineData("1.20.3", false)]
    public void Skips_on_a_server_that_is_too_old_and_names_both_versions(string minimum, bool ci)
    {
        var reason = Reason(isPresent: true, minimum, ci).ShouldNotBeNull();

        reason.ShouldContain(minimum);
        reason.ShouldContain("1.20.2");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("1.20")]
    [InlineData("1.20.2")]
    public void Runs_on_a_server_that_is_new_enough(string? minimum) =>
        Reason(isPresent: true, minimum, ci: false).ShouldBeNull();

    [Theory]
    [InlineData("Kubernetes v1.20.2\n", "1.20.2")]
    [InlineData("v1.36.0-rc.1", "1.36.0")]
    [InlineData("v1.31.5+k3s1", "1.31.5")]
    public void Reads_the_version_of_every_kind_of_build(string text, string version) =>
        ControlPlaneAssets.ParseServerVersion(text).ShouldBe(Version.Parse(version));

    private static string? Reason(bool isPresent, string? minimum, bool ci) =>
        ControlPlaneRequirement.SkipReason(isPresent, () => new Version(1, 20, 2), minimum, ci);
}
