namespace Injector.Ambassador.Model;

/// <summary>The ways to choose a server.</summary>
internal enum LoadBalancingKind
{
    /// <summary>One after the other.</summary>
    RoundRobin,

    /// <summary>The one with the fewest requests in progress.</summary>
    LeastRequest,

    /// <summary>Any.</summary>
    Random,

    /// <summary>The same one for the same value of a header, with few moves when servers come and go. HTTP only.</summary>
    Hash,
}
