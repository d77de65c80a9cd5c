using System.Collections.Immutable;
using System.Text.Json;
using Injector.Core.Planning.Drafts;
using Injector.Core.Planning.Editions;
using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Core.Rendering;
using Injector.Core.Settings;
using Injector.Core.Status;
using Injector.Grammar.Json;
using Injector.Grammar.Messages;

namespace Injector.Core.Planning.Containers;

/// <summary>
/// Finds fields that our own containers have lost: a webhook whose library does not know a field drops it when it decodes the pod into its types and writes it
/// back. Without <c>restartPolicy: Always</c> a native sidecar is an ordinary init container, which never ends and blocks everything after it; a hook without
/// an action is rejected by the API server.
/// </summary>
internal sealed class StrippedFields(InjectionStatus status, SidecarMode mode)
{
    private readonly MessageList _repaired = new();
    private readonly MessageList _left = new();
    private readonly List<ContainerRewrites> _repairs = [];

    /// <summary>What is restored, in the order of the profiles.</summary>
    public ImmutableArray<ContainerRewrites> Repairs => _repairs.Count == 0 ? [] : [.. _repairs];

    /// <summary>What is restored, for people.</summary>
    public MessageList Repaired => _repaired;

    /// <summary>What is broken and stays, because the container may not be ours; reported even if nothing is added.</summary>
    public MessageList Left => _left;

    public void Find(ProfileDraft draft)
    {
        for (var i = 0; i < draft.Matches.Length; i++)
        {
            if (draft.Matches[i] is { State: MatchState.Ours, Existing: { } existing })
            {
                Find(draft, draft.Prepared.Containers[i], existing);
            }
        }
    }

    private void Find(ProfileDraft draft, PreparedContainer container, ContainerView existing)
    {
        var edits = ImmutableArray<FieldEdit>.Empty;
        if (container.IsSidecar && existing is { IsInit: true, IsNativeSidecar: false })
        {
            if (mode is SidecarMode.Native && existing.RestartPolicy.IsEmpty && IsProven(container, existing))
            {
                edits = [new FieldEdit("restartPolicy", null, "\"Always\"")];
                _repaired.Add($"{draft.Name}: restartPolicy: Always was gone from {existing.Name} and is put back; a webhook with an older library drops it");
            }
            else
            {
                _left.Add($"{draft.Name}: init container {existing.Name} has no restartPolicy: Always, so nothing starts before it ends; "
                    + "if it is your own, rename it, else find the webhook that drops the field");
            }
        }

        if (Sleep(container, existing) is { } sleep && IsProven(container, existing))
        {
            edits = edits.Add(new FieldEdit("lifecycle/preStop/sleep", null, sleep));
            _repaired.Add($"{draft.Name}: lifecycle.preStop.sleep was gone from {existing.Name} and is put back; a webhook with an older library drops it");
        }

        if (!edits.IsEmpty)
        {
            _repairs.Add(new ContainerRewrites(existing, edits, []));
        }
    }

    /// <summary>
    /// Whether the container is the one that we added: it is on record in its role, runs the image that the profile brings, from any registry and in any
    /// version, and mounts our volumes. A record alone proves nothing, since anyone can write one.
    /// </summary>
    private bool IsProven(PreparedContainer container, ContainerView existing)
    {
        var names = existing.IsInit ? status.InitContainers : status.Containers;
        return SortedNames.Contains(names, existing.Name.ToString())
            && status.Mode == mode.Text()
            && ImageReference.HaveSameName(existing.Image, container.View.Image)
            && (!MountsOurs(container.View) || MountsOurs(existing));
    }

    private static bool MountsOurs(ContainerView container)
    {
        foreach (var mount in container.Mounts.Items)
        {
            if (mount.Volume.Bytes.Span.StartsWith("injector-"u8))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The sleep of a hook that has lost its action; <see langword="null"/> when nothing is lost.</summary>
    private static string? Sleep(PreparedContainer container, ContainerView existing)
    {
        // Few containers have a hook; the others are not parsed.
        if (container.View.Json.Span.IndexOf("\"sleep\":{"u8) < 0 || existing.Json.Span.IndexOf("\"preStop\""u8) < 0)
        {
            return null;
        }

        using var ours = ReceivedJson.Open(container.View.Json);
        using var theirs = ReceivedJson.Open(existing.Json);
        return PreStop(ours.RootElement) is { } hook && hook.TryGetProperty("sleep", out var sleep)
            && PreStop(theirs.RootElement) is { } empty && !empty.EnumerateObject().Any()
            ? sleep.GetRawText()
            : null;
    }

    private static JsonElement? PreStop(JsonElement container) =>
        container.TryGetProperty("lifecycle", out var lifecycle) && lifecycle.ValueKind is JsonValueKind.Object
        && lifecycle.TryGetProperty("preStop", out var hook) && hook.ValueKind is JsonValueKind.Object
            ? hook
            : null;
}
