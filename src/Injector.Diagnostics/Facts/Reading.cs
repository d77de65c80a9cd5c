using System.Collections.Immutable;

namespace Injector.Diagnostics.Facts;

/// <summary>What came of reading something from the cluster.</summary>
/// <param name="State">Whether there is a value.</param>
/// <param name="Known">The value; default when it is not known.</param>
internal readonly record struct Reading<T>(ReadingState State, T? Known)
{
    public static Reading<T> Absent { get; } = new(ReadingState.Absent, default);

    public static Reading<T> Unreadable { get; } = new(ReadingState.Unreadable, default);

    public bool IsAbsent => State == ReadingState.Absent;

    public bool IsKnown => State == ReadingState.Known;

    public static Reading<T> Of(T value) => new(ReadingState.Known, value);
}

/// <summary>Whether something of the cluster is known.</summary>
internal enum ReadingState
{
    /// <summary>Nobody asked for it, because there was no reason to.</summary>
    NotRequested,

    /// <summary>It was read.</summary>
    Known,

    /// <summary>The server says that there is none.</summary>
    Absent,

    /// <summary>The server did not tell; why is among the unread of the facts.</summary>
    Unreadable,
}

/// <summary>Lists that may not be known.</summary>
internal static class ReadingLists
{
    /// <summary>The list; empty when it is not known.</summary>
    public static ImmutableArray<T> OrEmpty<T>(this Reading<ImmutableArray<T>> list) => list.IsKnown ? list.Known : [];
}

/// <summary>Something that the API server did not let us see.</summary>
/// <param name="Right">The right that reading it takes, such as <c>list pods in all namespaces</c>.</param>
/// <param name="IsForbidden">Whether the right is missing; otherwise the server refused for another reason.</param>
/// <param name="Explanation">The server's words.</param>
internal sealed record UnreadResource(string Right, bool IsForbidden, string Explanation);
