using System.Collections.Immutable;

namespace Injector.Diagnostics.Facts;

/// <summary>The result of reading something from the cluster.</summary>
/// <param name="State">Whether the value is known, and if not, why.</param>
/// <param name="Known">The value; default when it is not known.</param>
internal readonly record struct Reading<T>(ReadingState State, T? Known)
{
    public static Reading<T> Absent { get; } = new(ReadingState.Absent, default);

    public static Reading<T> Unreadable { get; } = new(ReadingState.Unreadable, default);

    public bool IsAbsent => State == ReadingState.Absent;

    public bool IsKnown => State == ReadingState.Known;

    public static Reading<T> Of(T value) => new(ReadingState.Known, value);
}

/// <summary>Whether a fact about the cluster is known.</summary>
internal enum ReadingState
{
    /// <summary>It was not read, because there was no reason to. The default.</summary>
    NotRequested,

    /// <summary>It was read.</summary>
    Known,

    /// <summary>The server reports that it does not exist.</summary>
    Absent,

    /// <summary>The server refused to return it; the reason is in <see cref="ClusterFacts.Unread"/>.</summary>
    Unreadable,
}

/// <summary>Access to lists that may be unknown.</summary>
internal static class ReadingLists
{
    /// <summary>The list; empty when it is not known.</summary>
    public static ImmutableArray<T> OrEmpty<T>(this Reading<ImmutableArray<T>> list) => list.IsKnown ? list.Known : [];
}

/// <summary>Something that the API server refused to return.</summary>
/// <param name="Right">The permission that reading it requires, such as <c>list pods in all namespaces</c>.</param>
/// <param name="IsForbidden">Whether the permission is missing; otherwise the server refused for another reason.</param>
/// <param name="Explanation">The server's message.</param>
internal sealed record UnreadResource(string Right, bool IsForbidden, string Explanation);
