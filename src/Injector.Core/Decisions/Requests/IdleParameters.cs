using System.Collections.Immutable;
using System.Text;

namespace Injector.Core.Decisions.Requests;

/// <summary>
/// Finds annotations of a pod that set a parameter of a profile which is there but not asked for. Whoever wrote them expects sidecars. A
/// namespace's are no mistake: they are defaults for pods that ask.
/// </summary>
internal static class IdleParameters
{
    /// <summary>One such annotation of each profile, the first by name: API servers do not keep the order that authors write.</summary>
    public static ImmutableArray<(string Key, string Profile)> Of(DecisionContext context)
    {
        if (context.Ask.State is AskState.Declined or AskState.Invalid)
        {
            return [];
        }

        var infix = context.Settings.Keys.ParameterInfixBytes.Span;
        SortedDictionary<string, string>? found = null;
        HashSet<string>? asked = null;
        foreach (var (key, _) in context.Pod.Annotations.Entries)
        {
            var length = key.Bytes.Span.IndexOf(infix);
            if (length <= 0)
            {
                continue;
            }

            var profile = Encoding.UTF8.GetString(key.Bytes.Span[..length]);
            if (context.Snapshot.Profiles.Find(profile, context.Request.Namespace) is null)
            {
                continue;
            }

            asked ??= new HashSet<string>(context.Ask.Names, StringComparer.Ordinal);
            if (!asked.Contains(profile))
            {
                found ??= new SortedDictionary<string, string>(StringComparer.Ordinal);
                var text = key.ToString();
                if (!found.TryGetValue(profile, out var earlier) || string.CompareOrdinal(text, earlier) < 0)
                {
                    found[profile] = text;
                }
            }
        }

        return found is null ? [] : [.. found.Select(one => (one.Value, one.Key))];
    }
}
