using Xunit;

namespace Injector.Testing.ControlPlane;

/// <summary>
/// A theory against a real API server. Skipped, with the reason, where the machine has none (unless <c>CI=true</c>) and where
/// the server is older than <paramref name="minimumServerVersion"/>.
/// </summary>
/// <param name="minimumServerVersion">Such as <c>1.29</c>; any version when not given.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ControlPlaneTheoryAttribute(string? minimumServerVersion = null) : TheoryAttribute
{
    /// <summary>The oldest server that the test can run against.</summary>
    public string? MinimumServerVersion => minimumServerVersion;

    /// <inheritdoc/>
    public override string? Skip
    {
        get => base.Skip ?? ControlPlaneRequirement.SkipReason(minimumServerVersion);
        set => base.Skip = value;
    }
}
