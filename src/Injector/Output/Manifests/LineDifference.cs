using DiffPlex;
using DiffPlex.Model;

namespace Injector.Output.Manifests;

/// <summary>
/// Compares long texts line by line in time proportional to their length. The library's algorithm needs lines times differences, which is minutes for a list of
/// a thousand pods; so long texts are split at lines that occur equally often in both, much as in patience diff, and the library compares the parts between
/// them.
/// </summary>
internal static class LineDifference
{
    /// <summary>Texts with fewer lines are compared as a whole.</summary>
    private const int MinCutLines = 2_000;

    /// <summary>A longer part without common lines to split at is reported as replaced.</summary>
    private const int MaxComparedLines = 20_000;

    /// <summary>Compares two texts; each line keeps its line break.</summary>
    public static DiffResult Of(string[] before, string[] after)
    {
        var blocks = new List<DiffBlock>();
        var (a, b) = (0, 0);
        foreach (var (nextA, nextB) in before.Length + after.Length < MinCutLines ? [] : Anchors(before, after))
        {
            Compare(before, a, nextA, after, b, nextB, blocks);
            (a, b) = (nextA + 1, nextB + 1);
        }

        Compare(before, a, before.Length, after, b, after.Length, blocks);
        return new DiffResult(before, after, blocks);
    }

    private static void Compare(string[] before, int fromA, int toA, string[] after, int fromB, int toB, List<DiffBlock> blocks)
    {
        while (fromA < toA && fromB < toB && before[fromA] == after[fromB])
        {
            (fromA, fromB) = (fromA + 1, fromB + 1);
        }

        while (fromA < toA && fromB < toB && before[toA - 1] == after[toB - 1])
        {
            (toA, toB) = (toA - 1, toB - 1);
        }

        if (fromA == toA && fromB == toB)
        {
            return;
        }

        if (fromA == toA || fromB == toB || toA - fromA + toB - fromB > MaxComparedLines)
        {
            blocks.Add(new DiffBlock(fromA, toA - fromA, fromB, toB - fromB));
            return;
        }

        var pieces = new Lines(before[fromA..toA], after[fromB..toB]);
        foreach (var block in new Differ().CreateDiffs("a", "b", ignoreWhiteSpace: false, ignoreCase: false, pieces).DiffBlocks)
        {
            blocks.Add(new DiffBlock(fromA + block.DeleteStartA, block.DeleteCountA, fromB + block.InsertStartB, block.InsertCountB));
        }
    }

    /// <summary>The longest chain of lines that occur equally often in both texts, matched in order of occurrence, and that have the same order in both.</summary>
    private static List<(int Before, int After)> Anchors(string[] before, string[] after)
    {
        var (inBefore, inAfter) = (Places(before), Places(after));
        var pairs = new List<(int Before, int After)>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < before.Length; i++)
        {
            if (inAfter.TryGetValue(before[i], out var there) && there.Count == inBefore[before[i]].Count)
            {
                seen[before[i]] = seen.GetValueOrDefault(before[i]) + 1;
                pairs.Add((i, there[seen[before[i]] - 1]));
            }
        }

        // The longest increasing subsequence, by patience sorting.
        var (piles, below) = (new List<int>(), new int[pairs.Count]);
        for (var i = 0; i < pairs.Count; i++)
        {
            var (low, high) = (0, piles.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = pairs[piles[middle]].After < pairs[i].After ? (middle + 1, high) : (low, middle);
            }

            below[i] = low == 0 ? -1 : piles[low - 1];
            if (low == piles.Count)
            {
                piles.Add(i);
            }
            else
            {
                piles[low] = i;
            }
        }

        var chain = new List<(int Before, int After)>();
        for (var i = piles.Count == 0 ? -1 : piles[^1]; i >= 0; i = below[i])
        {
            chain.Add(pairs[i]);
        }

        chain.Reverse();
        return chain;
    }

    private static Dictionary<string, List<int>> Places(string[] lines)
    {
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!places.TryGetValue(lines[i], out var all))
            {
                places.Add(lines[i], all = []);
            }

            all.Add(i);
        }

        return places;
    }

    /// <summary>Passes lines to the library that have already been split.</summary>
    private sealed class Lines(string[] before, string[] after) : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => text == "a" ? before : after;
    }
}
