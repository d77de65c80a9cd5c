using Injector.Testing.ControlPlane;
using Xunit.Sdk;

namespace Injector.EndToEnd.Tests.Pipelines;

/// <summary>
/// A test with a program that no package source of the tests has. Where it is not installed the class is skipped, with the reason: once, for
/// the first of its tests, not once for each.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Injector.EndToEnd.Tests.Pipelines." + nameof(OptionalProgramDiscoverer), "Injector.EndToEnd.Tests")]
public sealed class OptionalProgramFactAttribute : FactAttribute
{
    public OptionalProgramFactAttribute(string program)
    {
        Program = program;
        Skip = ProvisionedPrograms.Find(program) is null ? $"No '{program}' on PATH, which all tests of this class need." : null;
    }

    public string Program { get; }
}
