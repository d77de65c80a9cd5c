using System.Buffers;
using System.Text;
using System.Text.Json;
using Injector.Ambassador.Model;
using Injector.Grammar.Json;

namespace Injector.Ambassador.Engines.Envoy;

/// <summary>Envoy with a static bootstrap of its v3 API, as JSON: every value is written as a value, so none can become a directive.</summary>
internal sealed class EnvoyEngine : IAmbassadorEngine
{
    /// <inheritdoc/>
    public string Name => "envoy";

    /// <inheritdoc/>
    public IEnumerable<string> Refusals(AmbassadorModel model) => EnvoyLimits.Refusals(model);

    /// <inheritdoc/>
    public string Write(AmbassadorModel model) => Text(json => BootstrapWriter.Write(json, new EnvoyView(model)));

    /// <inheritdoc/>
    public IEnumerable<CompanionFile> Companions(AmbassadorModel model) =>
        new EnvoySecrets(model).All.Select(secret => new CompanionFile(secret.File, Text(secret.Write)));

    private static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, RelaxedJson.Options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

/// <summary>What a model can require that Envoy has no setting for.</summary>
internal static class EnvoyLimits
{
    /// <summary>One sentence for each.</summary>
    public static IEnumerable<string> Refusals(AmbassadorModel model)
    {
        if (model.Settings.Version is { } version && version < EnvoyView.OldestVersion)
        {
            yield return $"version {version}, for the configuration needs Envoy {EnvoyView.OldestVersion} or later; take a newer image and name its version, or take engine haproxy";
        }

        var named = model.Clusters.Where(cluster => cluster.TellsServersTheirNames).Select(cluster => cluster.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var listener in model.Listeners.Where(listener => listener.Routes.Any(route => IsMixed(route, named))))
        {
            yield return $"{listener.Name}: a split of which one part tells each of several servers its own name, for Envoy does so for a whole route; "
                + "write host=NAME for that part, or take engine haproxy";
        }

        foreach (var listener in model.Listeners.Where(listener => listener.Limits.MaxRequests is not null && !IsOneCluster(model, listener)))
        {
            yield return $"{listener.Name}: option maxRequests, for Envoy counts the requests of a target and not of a port, and here routes lead to several targets; "
                + "limit connections instead, or take engine haproxy";
        }
    }

    private static bool IsMixed(Route route, HashSet<string> named) =>
        route.Targets.Any(target => named.Contains(target.Cluster)) && !route.Targets.All(target => named.Contains(target.Cluster));

    private static bool IsOneCluster(AmbassadorModel model, Listener listener) =>
        Clusters(listener).Distinct(StringComparer.Ordinal).ToArray() is [var only]
        && !model.Listeners.Any(other => other != listener && Clusters(other).Contains(only, StringComparer.Ordinal));

    private static IEnumerable<string> Clusters(Listener listener) =>
        listener.Routes.SelectMany(route => route.Targets).Select(target => target.Cluster);
}
