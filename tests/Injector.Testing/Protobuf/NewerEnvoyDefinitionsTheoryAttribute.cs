using Xunit;

namespace Injector.Testing.Protobuf;

/// <summary>
/// A theory over the definitions of an Envoy newer than the ones that provision.sh can get. Skipped, with the reason, where the variable names none.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NewerEnvoyDefinitionsTheoryAttribute : TheoryAttribute
{
    /// <inheritdoc/>
    public override string? Skip
    {
        get => base.Skip ?? (EnvoyDefinitions.NewerPath is null ? $"{EnvoyDefinitions.NewerVariable} is not set" : null);
        set => base.Skip = value;
    }
}
