using System.Text.Json;
using Injector.Grammar.Json;

namespace Injector.Profiles.Resource;

/// <summary>The status of a <c>SidecarProfile</c>.</summary>
/// <param name="ObservedGeneration">The generation that it describes.</param>
/// <param name="ContentHash">Content hash of the last good spec, as in the status annotation of pods; empty when there was none.</param>
/// <param name="IsReady">The condition <c>Ready</c>; <see langword="null"/> when there is none.</param>
/// <param name="Reason">Its reason, one word.</param>
/// <param name="Message">Its message, for people.</param>
public sealed record ProfileStatus(long ObservedGeneration, string ContentHash, bool? IsReady, string Reason, string Message)
{
    /// <summary>Type of the condition that tells whether the spec is in use.</summary>
    public const string Ready = "Ready";

    /// <summary>When <see cref="IsReady"/> last changed, as written in the status; empty when not stated. Ignored when statuses are compared.</summary>
    public string LastTransition { get; init; } = "";

    /// <summary>Whether another status is the same apart from its transition time.</summary>
    /// <param name="other">The other one.</param>
    public bool SaysTheSameAs(ProfileStatus? other) => other is not null && this with { LastTransition = "" } == other with { LastTransition = "" };

    internal static ProfileStatus? Read(JsonElement status)
    {
        if (status.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var ready = Condition(status);
        bool? isReady = ready.TextOf("status") switch { "True" => true, "False" => false, _ => null };
        return new ProfileStatus(
            status.IntegerOf("observedGeneration"), status.TextOf("contentHash"), isReady, ready.TextOf("reason"),
            ready.TextOf("message"))
        {
            LastTransition = ready.TextOf("lastTransitionTime"),
        };
    }

    private static JsonElement Condition(JsonElement status) =>
        status.Member("conditions") is { ValueKind: JsonValueKind.Array } conditions
            ? conditions.EnumerateArray().FirstOrDefault(condition => condition.TextOf("type") == Ready)
            : default;
}
