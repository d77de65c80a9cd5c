using System.Globalization;
using Injector.Background;

namespace Injector.Server.Observability;

/// <summary>The state of the server's background loops. A failing loop does not make the server unready: what it loaded before stays in use.</summary>
internal sealed class BackgroundReadiness(BackgroundLoops loops)
{
    internal ReadinessCheck Check()
    {
        var all = loops.All;
        var failing = all.Where(loop => loop.ConsecutiveFailures > 0).Select(Describe).ToArray();
        return new ReadinessCheck("background", true, failing.Length == 0 ? ReadinessCheck.Count(all.Length, "loop") : string.Join("; ", failing));
    }

    private static string Describe(LoopHealth loop)
    {
        var last = loop.HasSucceeded ? $"last succeeded at {loop.LastSuccess.ToString("u", CultureInfo.InvariantCulture)}" : "never succeeded";
        return $"{loop.Name} has failed {ReadinessCheck.Count(loop.ConsecutiveFailures, "time")} in a row and {last}{(loop.LastError.Length == 0 ? "" : $" ({loop.LastError})")}";
    }
}
