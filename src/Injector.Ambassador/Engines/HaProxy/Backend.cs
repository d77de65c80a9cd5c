using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>A cluster as one kind of route uses it: HAProxy keeps timeouts and retries with the servers, not with the route.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Cluster">The servers.</param>
/// <param name="Timeout">The route's timeout.</param>
/// <param name="AnswerTimeout">The route's limit until an answer begins.</param>
/// <param name="Retry">The route's retries.</param>
internal sealed record Backend(string Name, Cluster Cluster, TimeSpan? Timeout, TimeSpan? AnswerTimeout, RetryPolicy Retry)
{
    /// <summary>Whether it stands in for the backend of the same cluster while that has left out all its servers.</summary>
    public bool IsLastResort { get; init; }

    /// <summary>Whether no request goes to it: it shows which names have an address, whatever checks say of the servers.</summary>
    public bool IsForNames { get; init; }

    /// <summary>How many places its servers that may be at several are asked at after this one: 0 for the last, or where all servers have one place.</summary>
    public int PlacesBehind { get; init; }
}

/// <summary>One of the backends that a request may go to.</summary>
/// <param name="Name">Name of the backend.</param>
/// <param name="Condition">When it is taken, as an anonymous ACL; empty for always.</param>
internal readonly record struct BackendChoice(string Name, string Condition);
