using Injector.Kubernetes.Api;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Injector.Kubernetes.Objects;

/// <summary>
/// Holds a Lease, so that of several processes only one writes. Another holder's Lease counts as abandoned when it has not been renewed for its duration as
/// observed from here: the times in it come from the holder's clock, which may be wrong. Requires permission to get, create and update it.
/// </summary>
public sealed class LeaseLock(ApiClient server, ObjectName name, string identity, TimeSpan duration, TimeProvider time)
{
    private string? _seen;
    private long _seenAt;

    /// <summary>Whether this process held the Lease when last checked.</summary>
    public bool IsHeld { get; private set; }

    private ICoordinationV1Operations Coordination => server.Client.CoordinationV1;

    /// <summary>Renews the Lease if this process holds it, or acquires it if it is free.</summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>Whether this process holds it.</returns>
    /// <exception cref="ApiUnreachableException">The server did not answer.</exception>
    /// <exception cref="RefusedException">The server refused.</exception>
    public async Task<bool> HoldAsync(CancellationToken cancellationToken)
    {
        IsHeld = false;
        var lease = await ReadAsync(cancellationToken);
        IsHeld = lease is null
            ? await CreateAsync(cancellationToken)
            : IsFree(lease) && await ReplaceAsync(lease, identity, cancellationToken);
        return IsHeld;
    }

    /// <summary>Releases the Lease if this process holds it, so that the next holder need not wait until it expires.</summary>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="ApiUnreachableException">The server did not answer.</exception>
    /// <exception cref="RefusedException">The server refused.</exception>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (IsHeld && await ReadAsync(cancellationToken) is { } lease && Holder(lease) == identity)
        {
            await ReplaceAsync(lease, "", cancellationToken);
        }

        IsHeld = false;
    }

    private async Task<V1Lease?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Coordination.ReadNamespacedLeaseAsync(name.Name, name.Namespace, cancellationToken: cancellationToken);
        }
        catch (HttpOperationException refused)
        {
            return refused.Status() is { IsNotFound: false } status ? throw new RefusedException($"read Lease {name}", status) : null;
        }
    }

    private Task<bool> CreateAsync(CancellationToken cancellationToken)
    {
        var lease = new V1Lease
        {
            ApiVersion = $"{V1Lease.KubeGroup}/{V1Lease.KubeApiVersion}",
            Kind = V1Lease.KubeKind,
            Metadata = new V1ObjectMeta { Name = name.Name, NamespaceProperty = name.Namespace },
            Spec = Renewed(new V1LeaseSpec { AcquireTime = Now, LeaseTransitions = 0 }, identity),
        };
        return WrittenAsync(Coordination.CreateNamespacedLeaseAsync(lease, name.Namespace, cancellationToken: cancellationToken), existed: false);
    }

    private Task<bool> ReplaceAsync(V1Lease lease, string holder, CancellationToken cancellationToken)
    {
        var spec = lease.Spec ?? new V1LeaseSpec();
        if (Holder(lease) != holder)
        {
            spec.AcquireTime = Now;
            spec.LeaseTransitions = (spec.LeaseTransitions ?? 0) + 1;
        }

        lease.Spec = Renewed(spec, holder);
        return WrittenAsync(
            Coordination.ReplaceNamespacedLeaseAsync(lease, name.Name, name.Namespace, cancellationToken: cancellationToken), existed: true);
    }

    private V1LeaseSpec Renewed(V1LeaseSpec spec, string holder)
    {
        spec.HolderIdentity = holder;
        spec.LeaseDurationSeconds = (int)duration.TotalSeconds;
        spec.RenewTime = Now;
        return spec;
    }

    private async Task<bool> WrittenAsync(Task<V1Lease> write, bool existed)
    {
        try
        {
            await write;
            return true;
        }
        catch (HttpOperationException refused)
        {
            var status = refused.Status();
            return status.IsConflict || (status.IsNotFound && existed) ? false : throw new RefusedException($"write Lease {name}", status);
        }
    }

    private bool IsFree(V1Lease lease)
    {
        var holder = Holder(lease);
        if (lease.Metadata.ResourceVersion != _seen)
        {
            (_seen, _seenAt) = (lease.Metadata.ResourceVersion, time.GetTimestamp());
        }

        return holder.Length == 0 || holder == identity || time.GetElapsedTime(_seenAt) >= Duration(lease);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private TimeSpan Duration(V1Lease lease) => lease.Spec?.LeaseDurationSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : duration;

    private static string Holder(V1Lease lease) => lease.Spec?.HolderIdentity ?? "";
}
