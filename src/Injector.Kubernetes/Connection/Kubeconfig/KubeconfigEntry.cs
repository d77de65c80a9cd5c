using System.Text.Json;
using System.Text.Json.Nodes;

namespace Injector.Kubernetes.Connection.Kubeconfig;

/// <summary>An object of a kubeconfig, such as a cluster or a user, with its location for errors and the base folder of its relative paths.</summary>
internal sealed record KubeconfigEntry(JsonObject Fields, string Place, string Folder)
{
    /// <summary>The text of a field; <see langword="null"/> when it is absent or empty.</summary>
    internal string? Text(string name) => Fields[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Checked(name, value.GetValue<string>()),
        _ => throw Wrong(name, "is not text; put it in quotes"),
    };

    internal bool Flag(string name) => Fields[name]?.GetValueKind() switch
    {
        null or JsonValueKind.Null or JsonValueKind.False => false,
        JsonValueKind.True => true,
        _ => throw Wrong(name, "is neither true nor false"),
    };

    /// <summary>A path in the entry; relative ones are resolved against the folder of the file that contains them.</summary>
    internal string? FilePath(string name) => Text(name) is { } path ? Path.GetFullPath(path, Folder) : null;

    /// <summary>PEM that the entry contains as base64 (<c>name-data</c>, which wins), or that is in a file it names (<c>name</c>).</summary>
    internal string? Pem(string name) => Text($"{name}-data") is { } data ? Decode($"{name}-data", data) : ReadFile(name);

    internal KubeconfigEntry? Child(string name) => Fields[name] switch
    {
        null => null,
        JsonObject child => new KubeconfigEntry(child, $"{Place}: {name}", Folder),
        _ => throw Wrong(name, "is not an object"),
    };

    internal ClusterConnectionException Wrong(string name, string rule) => new($"{Place}: '{name}' {rule}.");

    // Neither a path nor an argument can contain NUL; the base library throws on it.
    private string? Checked(string name, string text) => text.Contains('\0', StringComparison.Ordinal)
        ? throw Wrong(name, "holds the character NUL; remove it")
        : text.Length > 0 ? text : null;

    private string Decode(string name, string data)
    {
        try
        {
            return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(data));
        }
        catch (FormatException)
        {
            throw Wrong(name, "is not base64");
        }
    }

    private string? ReadFile(string name)
    {
        if (FilePath(name) is not { } path)
        {
            return null;
        }

        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Wrong(name, $"names the file '{path}', which cannot be read: {exception.Message.TrimEnd('.')}");
        }
    }
}
