using Injector.Testing.ControlPlane;

namespace Injector.Ambassador.Tests.Engines.Envoy;

/// <summary>A test with the real Envoy, which no package source of the tests has: skipped, with the reason, where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EnvoyProgramFactAttribute : FactAttribute
{
    /// <summary>Path of the program; <see langword="null"/> where none is installed.</summary>
    public static string? Program { get; } = ProvisionedPrograms.Find("envoy");

    /// <inheritdoc/>
    public override string? Skip
    {
        get => base.Skip ?? (Program is null ? "No 'envoy' on PATH." : null);
        set => base.Skip = value;
    }
}
