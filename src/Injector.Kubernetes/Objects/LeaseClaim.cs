using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Kubernetes.Api;

namespace Injector.Kubernetes.Objects;

/// <summary>
/// Claims a Lease, so that of several processes one writes. A Lease of somebody else counts as abandoned when it was not renewed for its duration
/// as seen from here: the times in it are of the holder's clock, which may be wrong. Needs the rights to get, create and update it.
/// </summary>
public sealed class LeaseClaim(ApiServer server, ObjectName name, string identity, TimeSpan duration, TimeProvider time)
{
    private readonly string _collection = $"/apis/coordination.k8s.io/v1/namespaces/{name.Namespace}/leases";
    private string? _seen;
    private long _seenAt;

    /// <summary>Whether it was ours when last asked.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>Renews the Lease when it is ours and takes it when it is nobody's.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it is ours.</returns>
    /// <exception cref="ApiUnreachableException">No answer came.</exception>
    /// <exception cref="RefusedException">The server refused.</exception>
    public async Task<bool> HoldAsync(CancellationToken cancellationToken)
    {
        IsHeld = false;
        switch (await server.GetAsync($"{_collection}/{name.Name}", cancellationToken))
        {
            case ApiAnswer.Done { Object: var lease }:
                IsHeld = IsFree(lease) && await WriteAsync(lease, identity, cancellationToken);
                break;
            case ApiAnswer.Refused { Status.IsNotFound: true }:
                IsHeld = await WriteAsync(null, identity, cancellationToken);
                break;
            case ApiAnswer.Refused refused:
                throw new RefusedException($"read Lease {name}", refused.Status);
        }

        return IsHeld;
    }

    /// <summary>Gives the Lease up if it is ours, so that the next one need not wait until it runs out.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiUnreachableException">No answer came.</exception>
    /// <exception cref="RefusedException">The server refused.</exception>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (IsHeld && await server.GetAsync($"{_collection}/{name.Name}", cancellationToken) is ApiAnswer.Done { Object: var lease }
            && Holder(lease) == identity)
        {
            await WriteAsync(lease, "", cancellationToken);
        }

        IsHeld = false;
    }

    private bool IsFree(JsonObject lease)
    {
        var holder = Holder(lease);
        var version = lease["metadata"]!["resourceVersion"]!.GetValue<string>();
        if (version != _seen)
        {
            (_seen, _seenAt) = (version, time.GetTimestamp());
        }

        return holder.Length == 0 || holder == identity || time.GetElapsedTime(_seenAt) >= Duration(lease);
    }

    private async Task<bool> WriteAsync(JsonObject? read, string holder, CancellationToken cancellationToken)
    {
        var lease = read?.DeepClone().AsObject() ?? New();
        var now = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        var spec = lease["spec"] as JsonObject ?? [];
        if (read is null || Holder(lease) != holder)
        {
            spec["acquireTime"] = now;
            spec["leaseTransitions"] = read is null ? 0 : Number(spec, "leaseTransitions") + 1;
        }

        spec["holderIdentity"] = holder;
        spec["leaseDurationSeconds"] = (int)duration.TotalSeconds;
        spec["renewTime"] = now;
        lease["spec"] = spec.DeepClone();
        return (read is null
            ? await server.CreateAsync(_collection, lease, cancellationToken)
            : await server.ReplaceAsync($"{_collection}/{name.Name}", lease, cancellationToken)) switch
        {
            ApiAnswer.Done => true,
            ApiAnswer.Refused refused when refused.Status.IsConflict || (refused.Status.IsNotFound && read is not null) => false,
            ApiAnswer.Refused refused => throw new RefusedException($"write Lease {name}", refused.Status),
            _ => throw new InvalidOperationException("An answer is one or the other."),
        };
    }

    private JsonObject New() => new()
    {
        ["apiVersion"] = "coordination.k8s.io/v1",
        ["kind"] = "Lease",
        ["metadata"] = new JsonObject { ["name"] = name.Name, ["namespace"] = name.Namespace },
    };

    private TimeSpan Duration(JsonObject lease) =>
        lease["spec"] is JsonObject spec && Number(spec, "leaseDurationSeconds") is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : duration;

    private static string Holder(JsonObject lease) =>
        (lease["spec"] as JsonObject)?["holderIdentity"] is JsonValue value && value.TryGetValue<string>(out var holder) ? holder : "";

    private static int Number(JsonObject spec, string key) => spec[key] is JsonValue value && value.TryGetValue<int>(out var number) ? number : 0;
}
