using System.Collections.Immutable;
using Injector.Ambassador.Model;

namespace Injector.Ambassador.Composition;

/// <summary>How long clients of a listener may be silent.</summary>
internal static class ListenerIdle
{
    /// <summary>As long as any of its clusters may: a client that keeps a connection must not find it closed while the way behind it is open.</summary>
    /// <param name="clusters">The clusters of all listeners so far.</param>
    /// <param name="first">Where those of the listener begin; there is one at least.</param>
    public static TimeSpan Of(ImmutableArray<Cluster>.Builder clusters, int first)
    {
        var longest = TimeSpan.Zero;
        for (var i = first; i < clusters.Count; i++)
        {
            longest = clusters[i].IdleTimeout > longest ? clusters[i].IdleTimeout : longest;
        }

        return longest;
    }
}
