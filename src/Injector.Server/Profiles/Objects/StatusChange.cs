using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Grammar.Messages;
using Injector.Profiles.Resource;

namespace Injector.Server.Profiles.Objects;

/// <summary>A status that an object should have and has not.</summary>
/// <param name="Object">The object.</param>
/// <param name="Wanted">What its status should say.</param>
internal sealed record StatusChange(ProfileObject Object, ProfileStatus Wanted)
{
    /// <summary>What is to be written for a reading; <see langword="null"/> when it stands there already, whoever wrote it.</summary>
    internal static StatusChange? For(ResourceReading reading)
    {
        var wanted = reading.ToStatus();
        return wanted.SaysTheSameAs(reading.Object.Status) ? null : new StatusChange(reading.Object, wanted);
    }

    /// <summary>Path of the object's status.</summary>
    internal string Path =>
        $"/apis/injector.io/v1alpha1/namespaces/{Uri.EscapeDataString(Object.Namespace)}/sidecarprofiles/{Uri.EscapeDataString(Object.Name)}/status";

    /// <summary>The change as a merge patch (RFC 7396) that is refused when the object is not the one that was judged.</summary>
    /// <param name="now">When the condition changed, if it does now.</param>
    internal JsonObject ToPatch(DateTimeOffset now) => new()
    {
        ["metadata"] = new JsonObject { ["resourceVersion"] = Object.ResourceVersion },
        ["status"] = Status(now),
    };

    private JsonObject Status(DateTimeOffset now)
    {
        var status = new JsonObject
        {
            ["observedGeneration"] = Wanted.ObservedGeneration,
            ["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = ProfileStatus.Ready,
                ["status"] = Wanted.IsReady == true ? "True" : "False",
                ["observedGeneration"] = Wanted.ObservedGeneration,
                ["lastTransitionTime"] = Transition(now),
                ["reason"] = Wanted.Reason,
                ["message"] = DisplayText.Page(Wanted.Message).ToString(),
            }),
        };
        if (Wanted.ContentHash.Length > 0)
        {
            // Left out otherwise: Kubernetes 1.20 takes an empty text here for null and refuses the whole status.
            status["contentHash"] = Wanted.ContentHash;
        }

        return status;
    }

    private string Transition(DateTimeOffset now) => Object.Status is { LastTransition.Length: > 0 } before && before.IsReady == Wanted.IsReady
        ? before.LastTransition
        : now.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
