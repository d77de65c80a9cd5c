using System.Collections.Immutable;
using Injector.Core;

namespace Injector.Output;

/// <summary>Warnings as they were planned: an API server shows 120 characters of five, a terminal all.</summary>
internal static class FullWarnings
{
    private const char Cut = '…';

    /// <summary>The warnings of a result, in order.</summary>
    /// <param name="result">The result.</param>
    public static IReadOnlyList<string> Of(InjectionResult result)
    {
        var planned = result.Plan?.Warnings ?? ImmutableArray<string>.Empty;
        var full = new List<string>();
        foreach (var warning in result.Warnings)
        {
            full.Add(warning.EndsWith(Cut) && planned.FirstOrDefault(one => one.StartsWith(warning[..^1], StringComparison.Ordinal) && !full.Contains(one)) is { } whole ? whole : warning);
        }

        var left = result.Warnings.IsEmpty ? [] : planned.Except(full, StringComparer.Ordinal).ToArray();
        if (left.Length > 0 && full[^1].StartsWith("and ", StringComparison.Ordinal))
        {
            var further = result.Plan!.FurtherWarnings;
            full.RemoveAt(full.Count - 1);
            full.AddRange(left);
            full.AddRange(further > 0 ? [$"and {further} more warnings"] : []);
        }

        return full;
    }
}
