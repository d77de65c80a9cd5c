using System.Collections.Immutable;
using System.Text.Json;
using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Core.Settings;
using Injector.Grammar.Json;

namespace Injector.Core.Decisions;

/// <summary>
/// Finds volumes that project a generated file from an annotation the pod does not have. The kubelet then creates an empty file, and a native sidecar without
/// its configuration keeps the whole pod from starting. Such pods are copies: <c>kubectl debug --copy-to</c> drops annotations and keeps containers and
/// volumes.
/// </summary>
internal static class EmptyFiles
{
    private const string Start = "metadata.annotations['";
    private const string End = "']";

    /// <summary>The missing annotations, without duplicates, in the order of the volumes.</summary>
    /// <param name="pod">The pod as received.</param>
    /// <param name="keys">Names of annotations.</param>
    /// <param name="plan">The additions to it; <see langword="null"/> when there are none.</param>
    public static ImmutableArray<string> Of(PodView pod, AnnotationKeys keys, InjectionPlan? plan)
    {
        HashSet<string>? there = null;
        ImmutableArray<string>.Builder? missing = null;
        foreach (var volume in pod.Volumes.Items)
        {
            if (volume.Json.Span.IndexOf(keys.FileDomainBytes.Span) < 0)
            {
                continue;
            }

            there ??= There(pod, plan);
            using var json = ReceivedJson.Open(volume.Json);
            foreach (var annotation in Annotations(json.RootElement))
            {
                if (annotation.StartsWith(keys.FilePrefix, StringComparison.Ordinal) && there.Add(annotation))
                {
                    (missing ??= ImmutableArray.CreateBuilder<string>()).Add(annotation);
                }
            }
        }

        return missing?.DrainToImmutable() ?? [];
    }

    // A set, because a pod may have as many volumes as annotations.
    private static HashSet<string> There(PodView pod, InjectionPlan? plan)
    {
        var there = new HashSet<string>(pod.Annotations.Entries.Length, StringComparer.Ordinal);
        foreach (var (key, _) in pod.Annotations.Entries)
        {
            there.Add(key.ToString());
        }

        foreach (var (key, _) in plan?.Annotations ?? [])
        {
            there.Add(key);
        }

        return there;
    }

    private static IEnumerable<string> Annotations(JsonElement volume)
    {
        var sources = volume.Member("projected").Member("sources").Items();
        foreach (var item in sources.Prepend(volume).SelectMany(source => source.Member("downwardAPI").Member("items").Items()))
        {
            if (item.Member("fieldRef").Member("fieldPath").AsText() is { } text
                && text.StartsWith(Start, StringComparison.Ordinal)
                && text.EndsWith(End, StringComparison.Ordinal)
                && text.Length > Start.Length + End.Length)
            {
                yield return text[Start.Length..^End.Length];
            }
        }
    }
}
