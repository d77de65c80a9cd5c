using Xunit;

namespace Injector.Testing.Oracles;

/// <summary>A theory that asks a judge. Skipped, with the reason, where the machine has none, unless <c>CI=true</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OracleTheoryAttribute : TheoryAttribute
{
    /// <inheritdoc/>
    public override string? Skip
    {
        get => base.Skip ?? NodeOracles.SkipReason();
        set => base.Skip = value;
    }
}
