using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Core.Settings;
using Injector.Core.Status;
using Injector.Grammar.Json;

namespace Injector.Diagnostics.Drift;

/// <summary>
/// Compares a running pod with the same pod injected again. Everything that comes from the pod's author is identical by construction, so every field of the new
/// pod must be in the running one; further fields of the running one were added by the API server or others, unless they are on record.
/// </summary>
internal static class PodComparison
{
    /// <summary>The differences, in the order of the new pod.</summary>
    /// <param name="running">The pod as it runs.</param>
    /// <param name="record">Its recorded injection.</param>
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
