using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Injector.Core.Json;
using Injector.Core.Messages;
using Injector.Core.Plans.Rendering;
using Injector.Core.Pods;

namespace Injector.Core.Plans.Resources;

/// <summary>
/// Gives a pod the time to end that added containers need: what their profiles ask for, and what their hooks sleep, since the API server refuses
/// a sleep that is longer than the pod's period. It is only ever raised.
/// </summary>
internal static class GracePeriodPlanner
{
    /// <summary>What a pod has that states none (Pod API reference, <c>terminationGracePeriodSeconds</c>).</summary>
    public const long Default = 30;

    private static readonly string[] Hooks = ["preStop", "postStart"];

    public static RaisedGracePeriod? Plan(PodView pod, IEnumerable<ProfileDraft> drafts, MessageList warnings)
    {
        var before = pod.TerminationGracePeriodSeconds;
        if (!TryRead(before, out var present))
        {
            return null;
        }

        var (wanted, by) = (present, "");
        foreach (var draft in drafts)
        {
            var needed = Needed(draft);
            if (needed > wanted)
            {
                (wanted, by) = (needed, draft.Name);
            }
        }

        if (by.Length == 0)
        {
            return null;
        }

        if (present != Default)
        {
            warnings.Add($"{by}: terminationGracePeriodSeconds of the pod is raised from {present} to {wanted}, the time that its containers need to end");
        }

        return new RaisedGracePeriod(before.IsEmpty ? null : Encoding.UTF8.GetString(before.Span), wanted);
    }

    // What is no number the API server refuses itself; a negative one means 1 to it.
    private static bool TryRead(ReadOnlyMemory<byte> json, out long seconds)
    {
        seconds = Default;
        if (json.IsEmpty || json.Span.SequenceEqual("null"u8))
        {
            return true;
        }

        var isNumber = Utf8Parser.TryParse(json.Span, out seconds, out var length) && length == json.Length;
        seconds = seconds < 0 ? 1 : seconds;
        return isNumber;
    }

    // A profile that is there already was given its time in the pass that added it; what it says now is another edition's.
    private static long Needed(ProfileDraft draft)
    {
        if (!draft.AddsContainers && !draft.Matches.IsEmpty)
        {
            return 0;
        }

        var needed = draft.Prepared.TerminationGracePeriodSeconds;
        foreach (var container in draft.Missing())
        {
            needed = Math.Max(needed, Sleep(container));
        }

        return needed;
    }

    private static long Sleep(PreparedContainer container)
    {
        // Few containers have one; the others are not opened.
        if (container.View.Json.Span.IndexOf("\"sleep\""u8) < 0)
        {
            return 0;
        }

        long longest = 0;
        using var definition = ReceivedJson.Open(container.View.Json);
        if (definition.RootElement.TryGetProperty("lifecycle", out var lifecycle) && lifecycle.ValueKind is JsonValueKind.Object)
        {
            foreach (var hook in Hooks)
            {
                if (lifecycle.TryGetProperty(hook, out var handler) && handler.ValueKind is JsonValueKind.Object
                    && handler.TryGetProperty("sleep", out var sleep) && sleep.ValueKind is JsonValueKind.Object
                    && sleep.TryGetProperty("seconds", out var seconds) && seconds.ValueKind is JsonValueKind.Number && seconds.TryGetInt64(out var number))
                {
                    longest = Math.Max(longest, number);
                }
            }
        }

        return longest;
    }
}
