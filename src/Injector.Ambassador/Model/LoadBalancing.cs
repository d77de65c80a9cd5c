namespace Injector.Ambassador.Model;

/// <summary>How a server of a cluster is chosen.</summary>
/// <param name="Kind">The way.</param>
/// <param name="HashHeader">For <see cref="LoadBalancingKind.Hash"/>: the header whose value decides, in lower case; <c>:path</c> for the path. Otherwise <see langword="null"/>.</param>
internal sealed record LoadBalancing(LoadBalancingKind Kind, string? HashHeader)
{
    /// <summary>One after the other.</summary>
    public static LoadBalancing RoundRobin { get; } = new(LoadBalancingKind.RoundRobin, null);
}
