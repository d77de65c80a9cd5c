using System.Collections.Immutable;

namespace Injector.Server.Observability;

/// <summary>Whether the server should receive requests, and why not.</summary>
/// <param name="own">The checks of the server's own parts, in display order.</param>
/// <param name="registration">Whether API servers call and trust this server; <see langword="null"/> when no webhook configuration is watched.</param>
internal sealed class Readiness(Func<ImmutableArray<ReadinessCheck>> own, Func<ReadinessCheck>? registration)
{
    /// <summary>Whether a review would be answered correctly, regardless of whether any API server calls this server.</summary>
    internal bool IsReadyToBeCalled => own().All(static check => check.IsReady);

    internal ImmutableArray<ReadinessCheck> Checks() => registration is null ? own() : own().Add(registration());
}

/// <summary>One thing that readiness depends on.</summary>
/// <param name="Name">Name of the check.</param>
/// <param name="IsReady">Whether it passes.</param>
/// <param name="Text">The current state, for people.</param>
internal readonly record struct ReadinessCheck(string Name, bool IsReady, string Text)
{
    /// <summary>A count with its noun in singular or plural.</summary>
    internal static string Count(long count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    public override string ToString() => $"{Name}: {(IsReady ? "ok" : "not ready")}, {Text}";
}
