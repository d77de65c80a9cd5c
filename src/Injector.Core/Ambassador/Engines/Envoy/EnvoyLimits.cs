using Injector.Core.Ambassador.Model;

namespace Injector.Core.Ambassador.Engines.Envoy;

/// <summary>What a model can ask that Envoy has no setting for.</summary>
internal static class EnvoyLimits
{
    /// <summary>One sentence for each.</summary>
    public static IEnumerable<string> Refusals(AmbassadorModel model)
    {
        if (model.Settings.Version is { } version && version < EnvoyView.OldestVersion)
        {
            yield return $"Envoy {version} is too old for the configuration that is written; use Envoy {EnvoyView.OldestVersion} or later, or the engine haproxy.";
        }

        foreach (var listener in model.Listeners.Where(listener => listener.Limits.MaxRequests is not null && !IsOneCluster(model, listener)))
        {
            yield return $"Envoy limits the requests in progress of a cluster, not of a port: on {listener.Name}, maxRequests can stand only where " +
                "all routes lead to one target that no other port leads to; leave maxRequests out, limit connections instead, or use the engine haproxy.";
        }
    }

    private static bool IsOneCluster(AmbassadorModel model, Listener listener) =>
        Clusters(listener).Distinct(StringComparer.Ordinal).ToArray() is [var only]
        && !model.Listeners.Any(other => other != listener && Clusters(other).Contains(only, StringComparer.Ordinal));

    private static IEnumerable<string> Clusters(Listener listener) =>
        listener.Routes.SelectMany(route => route.Targets).Select(target => target.Cluster);
}
