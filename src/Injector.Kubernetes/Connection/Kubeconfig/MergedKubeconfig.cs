using System.Text.Json;
using System.Text.Json.Nodes;

namespace Injector.Kubernetes.Connection.Kubeconfig;

/// <summary>
/// Several kubeconfig files merged into one. Of entries with the same name, and of current contexts, the first file's wins (kubernetes.io, "Organizing Cluster
/// Access Using kubeconfig Files").
/// </summary>
internal sealed class MergedKubeconfig(KubeconfigPaths paths)
{
    private readonly SortedDictionary<string, KubeconfigEntry> _entries = new(StringComparer.Ordinal);

    internal string? CurrentContext { get; private set; }

    internal static MergedKubeconfig Read(KubeconfigPaths paths, Func<string, string, JsonNode?> readYaml)
    {
        var merged = new MergedKubeconfig(paths);
        foreach (var path in paths.Paths)
        {
            merged.Add(path, readYaml(TextOf(path), path));
        }

        return merged;
    }

    /// <summary>The requested context.</summary>
    internal KubeconfigEntry Context(string? asked)
    {
        var name = asked ?? CurrentContext ?? throw new ClusterConnectionException(
            $"{paths.Source} has no current-context; name a context. {Known("context")}");
        return Find("context", name)
            ?? throw new ClusterConnectionException($"{paths.Source} has no context '{name}'. {Known("context")}");
    }

    /// <summary>The cluster or user that a context refers to.</summary>
    internal KubeconfigEntry Of(KubeconfigEntry context, string kind)
    {
        var name = context.Text(kind) ?? throw new ClusterConnectionException($"{context.Place}: '{kind}' is missing.");
        return Find(kind, name) ?? throw new ClusterConnectionException(
            $"{context.Place}: there is no {kind} '{name}' in {paths.Source}. {Known(kind)}");
    }

    private KubeconfigEntry? Find(string kind, string name) => _entries.GetValueOrDefault(Key(kind, name));

    private string Known(string kind)
    {
        var names = _entries.Keys.Where(key => key.StartsWith($"{kind}/", StringComparison.Ordinal)).Select(key => key[(kind.Length + 1)..]).ToArray();
        return names.Length == 0 ? $"It has no {kind} at all." : $"It has: {string.Join(", ", names)}.";
    }

    private void Add(string path, JsonNode? root)
    {
        if (root is null)
        {
            return;
        }

        var file = root is JsonObject fields
            ? new KubeconfigEntry(fields, $"'{path}'", Path.GetDirectoryName(Path.GetFullPath(path))!)
            : throw new ClusterConnectionException($"'{path}' is not a kubeconfig: it does not hold an object.");
        CurrentContext ??= file.Text("current-context");
        foreach (var kind in new[] { "context", "cluster", "user" })
        {
            AddAll(file, kind);
        }
    }

    private void AddAll(KubeconfigEntry file, string kind)
    {
        var list = file.Fields[$"{kind}s"];
        if (list is not (null or JsonArray))
        {
            throw file.Wrong($"{kind}s", "is not a list");
        }

        foreach (var item in (list as JsonArray) ?? [])
        {
            if (item is not JsonObject named || named["name"]?.GetValueKind() != JsonValueKind.String || named[kind] is not (null or JsonObject))
            {
                throw file.Wrong($"{kind}s", $"has an item that is not a name with a {kind}");
            }

            var name = named["name"]!.GetValue<string>();
            var fields = named[kind] as JsonObject ?? [];
            _entries.TryAdd(Key(kind, name), new KubeconfigEntry(fields, $"{file.Place}: {kind} '{name}'", file.Folder));
        }
    }

    private static string Key(string kind, string name) => $"{kind}/{name}";

    private static string TextOf(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ClusterConnectionException($"The kubeconfig '{path}' cannot be read: {exception.Message}", exception);
        }
    }
}
