using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Pipelines;

/// <summary>A test with a program that no package source of the tests has: skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OptionalProgramFactAttribute : FactAttribute
{
    public OptionalProgramFactAttribute(string program)
    {
        Program = program;
        Skip = ProvisionedPrograms.Find(program) is null ? $"No '{program}' on PATH." : null;
    }

    public string Program { get; }
}
