namespace Injector.Server.Observability;

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
