using Xunit;

namespace Injector.Testing.Protobuf;

/// <summary>A theory over Envoy's own definitions. Skipped, with the reason, where provision.sh has not made them (unless <c>CI=true</c>).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EnvoyDefinitionsTheoryAttribute : TheoryAttribute
{
    /// <inheritdoc/>
    public override string? Skip
    {
        get => base.Skip ?? EnvoyDefinitions.SkipReason;
        set => base.Skip = value;
    }
}
