using Injector.Ambassador.Model;

namespace Injector.Ambassador.Composition;

/// <summary>Takes clusters that differ in nothing but the name for the same.</summary>
internal sealed class AlikeClusters : IEqualityComparer<Cluster>
{
    public static AlikeClusters Instance { get; } = new();

    public bool Equals(Cluster? x, Cluster? y) => ReferenceEquals(x, y) || (x is not null && y is not null && AreAlike(x, y));

    /// <summary>What tells clusters apart in practice; the rest is compared.</summary>
    public int GetHashCode(Cluster obj)
    {
        var hash = new HashCode();
        hash.Add(obj.Protocol);
        hash.Add(obj.ConnectTimeout);
        hash.Add(obj.IdleTimeout);
        hash.Add(obj.CircuitBreaker);
        hash.Add(obj.LoadBalancing);
        hash.Add(obj.Outlier);
        hash.Add(obj.Health);
        foreach (var endpoint in obj.Endpoints)
        {
            hash.Add(endpoint);
        }

        return hash.ToHashCode();
    }

    private static bool AreAlike(Cluster left, Cluster right) =>
        left.Endpoints.AsSpan().SequenceEqual(right.Endpoints.AsSpan())
        && (left.Tls is null) == (right.Tls is null)
        && (left.Tls is not { } tls || (right.Tls is { } other && tls.SubjectNames.AsSpan().SequenceEqual(other.SubjectNames.AsSpan())
            && tls with { SubjectNames = [] } == other with { SubjectNames = [] }))
        && left with { Name = "", Endpoints = [], Tls = null } == right with { Name = "", Endpoints = [], Tls = null };
}
