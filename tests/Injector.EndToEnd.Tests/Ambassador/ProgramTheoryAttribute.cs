using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>As <see cref="ProgramFactAttribute"/>, over several cases.</summary>
public sealed class ProgramTheoryAttribute : TheoryAttribute
{
    public ProgramTheoryAttribute(params string[] programs)
    {
        Programs = programs;
        if (Environment.GetEnvironmentVariable("CI") != "true" && programs.FirstOrDefault(program => ProvisionedPrograms.Find(program) is null) is { } missing)
        {
            Skip = ProvisionedPrograms.HowToProvision(missing);
        }
    }

    public IReadOnlyList<string> Programs { get; }
}
