using System.Collections.Immutable;
using Injector.Grammar.Messages;
using Injector.Grammar.Workloads;

namespace Injector.Diagnostics.Live;

/// <summary>The kinds of objects that can be named on the command line, as in kubectl.</summary>
internal static class LiveKind
{
    /// <summary>The kind of namespaces, which have no pod template: a pod that requests nothing itself stands for them.</summary>
    public static ServedKind Namespace { get; } = new("", "Namespace", "ns", "v1");

    private static ImmutableArray<ServedKind> All { get; } = [Namespace, .. WorkloadKinds.Served];

    /// <summary>The shortest name of each kind, for messages.</summary>
    public static string Examples => string.Join(", ", All.Select(kind => kind.Names[^1]));

    /// <summary>The name nearest to a mistyped one; <see langword="null"/> when none is close.</summary>
    public static string? Nearest(string word) => NearestName.Of(word.ToLowerInvariant(), All.SelectMany(kind => kind.Names));

    /// <summary>The kind with a name, given with or without its group, such as <c>deploy</c> or <c>deployments.apps</c>; <see langword="null"/> when there is none.</summary>
    public static ServedKind? Find(string word)
    {
        var lower = word.ToLowerInvariant();
        return All.FirstOrDefault(kind => kind.Names.Contains(lower) || kind.Names.Any(one => $"{one}.{kind.Group}".TrimEnd('.') == lower));
    }
}
