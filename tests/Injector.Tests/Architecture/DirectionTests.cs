namespace Injector.Tests.Architecture;

/// <summary>Projects and the folders in them refer to each other in one direction, as the compiled symbols say.</summary>
public sealed class DirectionTests
{
    [Theory]
    [MemberData(nameof(ArchitectureTests.Projects), MemberType = typeof(ArchitectureTests))]
    public void Folders_of_a_project_have_one_direction(string project)
    {
        var references = FolderReferences.Of(CompiledMethod.Assemblies.Single(assembly => string.Equals(assembly.GetName().Name, project, StringComparison.OrdinalIgnoreCase)));

        references.Folders.ShouldNotBeEmpty();
        references.Cycles().SelectMany(references.Explain).ShouldBeEmpty();
    }

    [Fact]
    public void Projects_have_one_direction()
    {
        var references = FolderReferences.Between(CompiledMethod.Assemblies);

        references.Folders.Count().ShouldBe(CompiledMethod.Assemblies.Count());
        references.Cycles().SelectMany(references.Explain).ShouldBeEmpty();
    }

    /// <summary>What would go unnoticed if the symbols were read badly: a circle that is there.</summary>
    [Fact]
    public void A_circle_is_found()
    {
        var references = FolderReferences.Of(typeof(Circle.First.Beginning).Assembly);

        references.Cycles().ShouldContain(cycle => cycle.Count == 2 && cycle.All(folder => folder.StartsWith("Injector.Tests.Architecture.Circle.", StringComparison.Ordinal)));
    }
}
