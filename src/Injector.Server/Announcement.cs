using Injector.Grammar.Messages;
using Injector.Server.Hosting;
using Injector.Server.Options;
using Injector.Server.Snapshots;
using Microsoft.Extensions.DependencyInjection;

namespace Injector.Server;

/// <summary>The message printed for people when the server is ready: where it listens and how to try it.</summary>
internal static class Announcement
{
    internal static DisplayText For(RunningWebhook webhook)
    {
        var settings = webhook.Services.GetRequiredService<SnapshotHolder>().Current.Settings;
        var names = webhook.Profiles.NamesFor("default");
        var review = SampleReview.For("try-it", Shown(names), settings.Keys.Prefix);

        // An installation's certificate is issued for the names in its cluster, not for the address used from this machine.
        var trust = webhook.AuthorityPath is { } path ? $"--cacert {path}" : "--insecure";
        return DisplayText.Lines((IEnumerable<string>)
        [
            $"Injector {BuildVersion.Number} answers admission reviews at {new Uri(webhook.Address, "/mutate")}",
            $"Probes and metrics: {new Uri(webhook.AdminAddress, "/readyz?verbose")} and {new Uri(webhook.AdminAddress, "/metrics")}",
            $"Profiles ({names.Length}): {string.Join(", ", names)}",
            "",
            "Try it:",
            $"curl -s {trust} -H 'Content-Type: application/json' {new Uri(webhook.Address, "/mutate")} -d '{review}'",
            "",
        ]);
    }

    /// <summary>The smallest useful profile if it exists: it needs no parameter.</summary>
    private static string Shown(IReadOnlyList<string> names) =>
        names.Contains("log-tail") || names.Count == 0 ? "log-tail" : names[0];
}
