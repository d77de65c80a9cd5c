using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>A test that needs programs of Debian. Without one of them the test is skipped, in CI it fails.</summary>
public sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(params string[] programs)
    {
        Programs = programs;
        if (Environment.GetEnvironmentVariable("CI") != "true" && programs.FirstOrDefault(program => ProvisionedPrograms.Find(program) is null) is { } missing)
        {
            Skip = ProvisionedPrograms.HowToProvision(missing);
        }
    }

    public IReadOnlyList<string> Programs { get; }
}
