using System.Collections.Immutable;

namespace Injector.Core.Profiles.Templates;

/// <summary>A reference to a variable, such as <c>params.path</c>.</summary>
/// <param name="Root">The family: one of <see cref="Roots"/>.</param>
/// <param name="Name">The name within the family.</param>
public sealed record VariableReference(string Root, string Name)
{
    /// <summary>
    /// The families of variables with their names. The names in <c>params</c> and <c>ports</c> are defined by each profile, so those lists are empty.
    /// </summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<string>> Roots { get; } =
        ImmutableSortedDictionary.CreateRange<string, ImmutableArray<string>>(StringComparer.Ordinal,
        [
            new("app", ["container", "group", "image", "pullPolicy", "user", "workingDir"]),
            new("each", ["index", "item", "key", "value"]),
            new("params", []),
            new("pod", ["namespace"]),
            new("ports", []),
            new("profile", ["name"]),
            new("sidecar", ["lingers", "mode", "sleeps"]),
            new("workload", ["name", "kind", "replicas"]),
        ]);

    /// <summary>The reference as profiles spell it.</summary>
    public override string ToString() => $"{Root}.{Name}";
}
