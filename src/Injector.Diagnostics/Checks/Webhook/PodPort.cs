using System.Globalization;
using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Checks.Webhook;

/// <summary>The port of Injector's pods that API servers connect to, behind the Service that the entries name.</summary>
internal static class PodPort
{
    /// <summary>The port for people, such as <c>port 8443</c>; <c>port of the webhook</c> when it cannot be told.</summary>
    public static string Of(ClusterFacts cluster) => Find(cluster) is { } number ? $"port {number.ToString(CultureInfo.InvariantCulture)}" : "port of the webhook";

    private static int? Find(ClusterFacts cluster)
    {
        var called = cluster.PodEntries.Select(entry => entry.Service?.Port).FirstOrDefault(port => port is not null);
        if (called is not { } port || cluster.Service.Known?.Targets.GetValueOrDefault(port) is not { } target)
        {
            return null;
        }

        return int.TryParse(target, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : cluster.Deployments.OrEmpty().SelectMany(deployment => deployment.Ports).Where(one => one.Name == target).Select(one => (int?)one.Number).FirstOrDefault();
    }
}
