using System.Collections.Immutable;
using System.Text;

namespace Injector.Core.Decisions.Requests;

/// <summary>
/// Finds annotations of a pod that set a parameter of a profile which is there but not asked for. Whoever wrote them expects sidecars. A
/// namespace's are no mistake: they are defaults for pods that ask.
/// </summary>
internal static class IdleParameters
{
    /// <summary>The first such annotation of each profile, in ordinal order: an API server sorts the annotations of a pod, a file need not.</summary>
    public static ImmutableArray<(string Key, string Profile)> Of(DecisionContext context)
    {
        if (context.Ask.State is AskState.Declined or AskState.Invalid)
        {
            return [];
        }

        var infix = context.Settings.Keys.ParameterInfixBytes.Span;
        var found = ImmutableArray<(string Key, string Profile)>.Empty;
        foreach (var (key, _) in context.Pod.Annotations.Entries)
        {
            var length = key.Bytes.Span.IndexOf(infix);
            if (length <= 0)
            {
                continue;
            }

            var profile = Encoding.UTF8.GetString(key.Bytes.Span[..length]);
            if (!context.Ask.Names.Contains(profile, StringComparer.Ordinal)
                && context.Snapshot.Profiles.Find(profile, context.Request.Namespace) is not null)
            {
                found = found.Add((key.ToString(), profile));
            }
        }

        return found.Length < 2
            ? found
            : [.. found.OrderBy(one => one.Key, StringComparer.Ordinal).DistinctBy(one => one.Profile, StringComparer.Ordinal)];
    }
}
