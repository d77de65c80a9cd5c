using System.Collections.Immutable;

namespace Injector.Diagnostics.Facts;

/// <summary>Lists that may not be known.</summary>
internal static class ReadingLists
{
    /// <summary>The list; empty when it is not known.</summary>
    public static ImmutableArray<T> OrEmpty<T>(this Reading<ImmutableArray<T>> list) => list.IsKnown ? list.Known : [];
}
