using System.Collections.Immutable;

namespace Injector.Server.Observability;

/// <summary>Whether requests should come here, and why not.</summary>
/// <param name="own">What the parts of the server say of themselves, in the order in which people read it.</param>
/// <param name="registration">Whether API servers call and trust this server; <see langword="null"/> where nobody follows that.</param>
internal sealed class Readiness(Func<ImmutableArray<ReadinessCheck>> own, Func<ReadinessCheck>? registration)
{
    /// <summary>Whether a review would be answered as it should, whoever knows of this server.</summary>
    internal bool IsReadyToBeCalled => own().All(static check => check.IsReady);

    internal ImmutableArray<ReadinessCheck> Checks() => registration is null ? own() : own().Add(registration());
}

/// <summary>One thing that readiness depends on.</summary>
/// <param name="Name">Name of the check.</param>
/// <param name="IsReady">Its verdict.</param>
/// <param name="Text">The state of things, for people.</param>
internal readonly record struct ReadinessCheck(string Name, bool IsReady, string Text)
{
    /// <summary>So many of something, for people.</summary>
    internal static string Count(long count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    public override string ToString() => $"{Name}: {(IsReady ? "ok" : "not ready")}, {Text}";
}
