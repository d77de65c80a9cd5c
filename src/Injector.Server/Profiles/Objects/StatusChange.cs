using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Grammar.Messages;
using Injector.Profiles.Resource;

namespace Injector.Server.Profiles.Objects;

/// <summary>A status that an object should have but does not have.</summary>
/// <param name="Object">The object.</param>
/// <param name="Wanted">The status it should have.</param>
internal sealed record StatusChange(ProfileObject Object, ProfileStatus Wanted)
{
    /// <summary>The change to write for a reading; <see langword="null"/> when the status is already there, whoever wrote it.</summary>
    internal static StatusChange? For(ResourceReading reading)
    {
        var wanted = reading.ToStatus();
        return wanted.SaysTheSameAs(reading.Object.Status) ? null : new StatusChange(reading.Object, wanted);
    }

    /// <summary>Path of the object's status.</summary>
    internal string Path =>
        $"/apis/injector.io/v1alpha1/namespaces/{Uri.EscapeDataString(Object.Namespace)}/sidecarprofiles/{Uri.EscapeDataString(Object.Name)}/status";

    /// <summary>The change as a merge patch (RFC 7396) that is refused if the object is no longer the one that was evaluated.</summary>
    /// <param name="now">Transition time of the condition, if it changes.</param>
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
            // Omitted otherwise: Kubernetes 1.20 treats an empty string here as null and rejects the whole status.
            status["contentHash"] = Wanted.ContentHash;
        }

        return status;
    }

    private string Transition(DateTimeOffset now) => Object.Status is { LastTransition.Length: > 0 } before && before.IsReady == Wanted.IsReady
        ? before.LastTransition
        : now.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
