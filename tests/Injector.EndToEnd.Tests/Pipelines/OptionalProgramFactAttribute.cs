using Injector.Testing.ControlPlane;
using Xunit.Sdk;

namespace Injector.EndToEnd.Tests.Pipelines;

/// <summary>
/// A test with programs of which no package source of the tests has all. Where one is not installed the test is skipped, with the reason:
/// once for all tests of a class that need the same, not once for each.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Injector.EndToEnd.Tests.Pipelines." + nameof(OptionalProgramDiscoverer), "Injector.EndToEnd.Tests")]
public sealed class OptionalProgramFactAttribute : FactAttribute
{
    public OptionalProgramFactAttribute(params string[] programs)
    {
        Programs = string.Join(", ", programs);
        var missing = programs.Where(program => ProvisionedPrograms.Find(program) is null).ToList();
        Skip = missing.Count > 0 ? $"No {string.Join(", ", missing)} on PATH" : null;
    }

    /// <summary>The programs as people read them.</summary>
    public string Programs { get; }
}
