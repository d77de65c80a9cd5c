using Injector.Testing.ControlPlane;
using Xunit;

namespace Injector.Testing.Released;

/// <summary>A theory that runs the program of an earlier release. Where there is none it is skipped with the reason; in CI it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReleasedProgramTheoryAttribute : TheoryAttribute
{
    /// <inheritdoc/>
    public override string? Skip
    {
        get => base.Skip ?? ReleasedProgram.SkipReason;
        set => base.Skip = value;
    }
}

/// <summary>The same for one case, for a test that needs a real API server as well.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReleasedProgramOnServerFactAttribute : FactAttribute
{
    /// <inheritdoc/>
    public override string? Skip
    {
        get => base.Skip ?? ReleasedProgram.SkipReason ?? ControlPlaneRequirement.SkipReason(minimumServerVersion: null);
        set => base.Skip = value;
    }
}
