using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Core.Settings;
using Injector.Core.Status;
using Injector.Grammar.Json;

namespace Injector.Diagnostics.Drift;

/// <summary>
/// Compares a running pod with the same pod injected again. All that the two have of their author is the same by construction, so every field of
/// the new one has to be in the running one; what the running one has beside is the API server's or somebody else's, unless it is on record.
/// </summary>
internal static class PodComparison
{
    /// <summary>What differs, in the order of the new pod.</summary>
    /// <param name="running">The pod as it runs.</param>
    /// <param name="record">What is on record for it.</param>
    /// <param name="fresh">The pod injected again.</param>
    /// <param name="keys">Names of annotations.</param>
    public static ImmutableArray<FieldDifference> Compare(JsonObject running, InjectionStatus record, JsonObject fresh, AnnotationKeys keys)
    {
        var now = StatusReader.Read(Utf8Text.From(fresh.TextAt("metadata", "annotations", keys.Status)));
        var fields = new FieldComparison();
        foreach (var (name, wanted) in fresh)
        {
            fields.Compare(wanted, running[name], name);
        }

        return
        [
            .. fields.Differences.Where(difference => difference.Path != $"metadata.annotations[{keys.Status}]"),
            .. RecordComparison.Compare(running, record, fresh, now),
            .. OrderComparison.Compare(running, fresh, now),
        ];
    }
}
