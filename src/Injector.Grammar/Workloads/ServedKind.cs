using System.Collections.Immutable;

namespace Injector.Grammar.Workloads;

/// <summary>A kind of objects, as API servers serve it and kubectl names it.</summary>
/// <param name="Group">API group; empty for the core group.</param>
/// <param name="Name">The kind, such as <c>Deployment</c>.</param>
/// <param name="ShortName">Short name in kubectl; empty when there is none.</param>
/// <param name="Versions">Versions of the group that serve it, newest first.</param>
internal sealed record ServedKind(string Group, string Name, string ShortName, params ImmutableArray<string> Versions)
{
    private readonly string _singular = Name.ToLowerInvariant();

    /// <summary>The resource with its group, as roles name it, such as <c>deployments.apps</c>.</summary>
    public string Resource => Group.Length == 0 ? $"{_singular}s" : $"{_singular}s.{Group}";

    /// <summary>Names that kubectl accepts for it, in lower case; the shortest comes last.</summary>
    public ImmutableArray<string> Names => ShortName.Length == 0 ? [$"{_singular}s", _singular] : [_singular, $"{_singular}s", ShortName];

    /// <summary>Paths of the collection, newest version first; those of all namespaces without one.</summary>
    public IEnumerable<string> Paths(string? @namespace) => Versions.Select(
        version => $"/{(Group.Length == 0 ? "api" : $"apis/{Group}")}/{version}{(@namespace is null ? "" : $"/namespaces/{@namespace}")}/{_singular}s");
}
