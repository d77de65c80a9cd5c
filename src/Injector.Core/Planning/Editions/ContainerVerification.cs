using System.Collections.Immutable;
using System.Text.Json;
using Injector.Core.Pods;
using Injector.Grammar.Json;

namespace Injector.Core.Planning.Editions;

/// <summary>
/// Compares a container of the pod with the one that its profile brings. Changes that other admission plugins make do not count as differences: an image of the
/// same path from another registry, the pull policy, resources, additional variables and mounts, probes redirected by a mesh, a stricter security context, and
/// fields dropped by an older library. Anything that decides which program runs, and with which rights, does count.
/// </summary>
internal static class ContainerVerification
{
    /// <summary>The first field that only an author can have written; <see langword="null"/> when there is none.</summary>
    /// <param name="ours">What the profile brings.</param>
    /// <param name="theirs">What the pod has.</param>
    /// <param name="copied">Fields copied from the application, which others may also write: <c>env</c>, <c>volumeMounts</c>, <c>securityContext</c>.</param>
    public static string? Difference(ContainerView ours, ContainerView theirs, ImmutableArray<string> copied)
    {
        if (!ImageReference.MayReplace(theirs.Image, ours.Image))
        {
            return "image";
        }

        if (ours.Json.Span.SequenceEqual(theirs.Json.Span))
        {
            return null;
        }

        using var wanted = ReceivedJson.Open(ours.Json);
        using var present = ReceivedJson.Open(theirs.Json);
        return Difference(wanted.RootElement, present.RootElement, copied);
    }

    private static string? Difference(JsonElement ours, JsonElement theirs, ImmutableArray<string> copied)
    {
        foreach (var field in (ReadOnlySpan<string>)["command", "args", "workingDir"])
        {
            // A field that the profile leaves to the image decides which program runs just as much as one that it sets.
            if (!JsonCover.AreSame(Member(ours, field), Member(theirs, field)))
            {
                return field;
            }
        }

        return (copied.Contains("env") ? null : NamedDifference(ours, theirs, "env", "name") ?? (CoversEach(Member(ours, "envFrom"), Member(theirs, "envFrom")) ? null : "envFrom"))
            ?? (copied.Contains("volumeMounts") ? null : NamedDifference(ours, theirs, "volumeMounts", "mountPath") ?? NamedDifference(ours, theirs, "volumeDevices", "devicePath"))
            ?? HandlerDifference(ours, theirs)
            ?? (ContextDifference(Member(ours, "securityContext"), Member(theirs, "securityContext"), copied.Contains("securityContext")) is { } right ? $"securityContext.{right}" : null);
    }

    private static string? ContextDifference(JsonElement ours, JsonElement theirs, bool isCopied) =>
        isCopied ? SecurityContextVerification.Grant(ours, theirs) : SecurityContextVerification.Difference(ours, theirs);

    /// <summary>
    /// The first of our items that the container does not have as we wrote it. Of several items with the same key the last counts, as for the kubelet.
    /// </summary>
    private static string? NamedDifference(JsonElement ours, JsonElement theirs, string list, string key)
    {
        if (Member(ours, list).ValueKind is not JsonValueKind.Array)
        {
            return null;
        }

        var present = ByKey(Member(theirs, list), key);
        foreach (var (name, item) in ByKey(Member(ours, list), key))
        {
            if (!present.TryGetValue(name, out var theirItem) || !JsonCover.Covers(item, theirItem, areWhole: true))
            {
                return $"{list}[{name}]";
            }
        }

        return null;
    }

    private static OrderedDictionary<string, JsonElement> ByKey(JsonElement list, string key)
    {
        var items = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var item in list.Items())
        {
            if (Member(item, key).AsText() is { Length: > 0 } name)
            {
                items[name] = item;
            }
        }

        return items;
    }

    /// <summary>Whether each of our sources is there. Our containers have one or two, so even a hostile pod's list is read at most twice.</summary>
    private static bool CoversEach(JsonElement ours, JsonElement theirs)
    {
        foreach (var item in ours.Items())
        {
            var isThere = false;
            foreach (var candidate in theirs.Items())
            {
                if (JsonCover.Covers(item, candidate, areWhole: true))
                {
                    isThere = true;
                    break;
                }
            }

            if (!isThere)
            {
                return false;
            }
        }

        return true;
    }

    // A hook or probe that runs a program runs it in our container. One that only calls a port does no harm there, and meshes redirect it.
    private static string? HandlerDifference(JsonElement ours, JsonElement theirs)
    {
        foreach (var probe in (ReadOnlySpan<string>)["livenessProbe", "readinessProbe", "startupProbe"])
        {
            if (!RunsNothingElse(Member(ours, probe), Member(theirs, probe)))
            {
                return probe;
            }
        }

        foreach (var hook in (ReadOnlySpan<string>)["postStart", "preStop"])
        {
            if (!RunsNothingElse(Member(Member(ours, "lifecycle"), hook), Member(Member(theirs, "lifecycle"), hook)))
            {
                return $"lifecycle.{hook}";
            }
        }

        return null;
    }

    private static bool RunsNothingElse(JsonElement ours, JsonElement theirs) =>
        Member(theirs, "exec") is not { ValueKind: JsonValueKind.Object } program || JsonCover.AreSame(Member(Member(ours, "exec"), "command"), Member(program, "command"));

    private static JsonElement Member(JsonElement parent, string name) => JsonCover.Member(parent, name);

}
