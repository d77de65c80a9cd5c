using System.Text.RegularExpressions;
using Injector.Testing;

namespace Injector.Tests.Architecture;

/// <summary>Log lines are found by their event id, so an id means one thing.</summary>
public sealed partial class EventIdTests
{
    [Fact]
    public void Event_ids_are_unique_within_a_project()
    {
        var files = Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "src"), "EventIds.cs", SearchOption.AllDirectories);
        files.ShouldNotBeEmpty();
        foreach (var file in files)
        {
            var ids = Id().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value).ToArray();
            ids.ShouldNotBeEmpty(file);
            ids.ShouldBeUnique(file);
        }
    }

    [GeneratedRegex(@"const int \w+ = (\d+);")]
    private static partial Regex Id();
}
