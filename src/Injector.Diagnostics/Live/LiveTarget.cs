using System.Text;
using System.Text.Json.Nodes;
using Injector.Diagnostics.Survey;
using Injector.Grammar.Workloads;
using Injector.Manifests.Documents;

namespace Injector.Diagnostics.Live;

/// <summary>An object of a cluster named on the command line, such as <c>deploy/web</c>.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name.</param>
internal sealed record LiveTarget(ServedKind Kind, string Name)
{
    /// <summary>Display name, such as <c>deployment/web</c>.</summary>
    public string Title => $"{Kind.Name.ToLowerInvariant()}/{Name}";

    /// <summary>Sorts arguments into objects of a cluster and file names. An argument that exists as a file is one.</summary>
    /// <param name="tokens">The arguments: <c>KIND/NAME</c>, <c>KIND NAME…</c> as kubectl accepts it, or paths.</param>
    /// <returns>The objects and the paths, each in its order.</returns>
    public static (List<LiveTarget> Targets, List<string> Paths) Sort(IReadOnlyList<string> tokens)
    {
        // A folder may be named deploy; the next argument tells which one is meant.
        if (tokens is [var first, var second, ..] && !Path.Exists(second) && LiveKind.Find(first) is { } kind && Parse(second) is null)
        {
            return ([.. tokens.Skip(1).Select(name => new LiveTarget(kind, name))], []);
        }

        var (targets, paths) = (new List<LiveTarget>(), new List<string>());
        foreach (var token in tokens)
        {
            if (!Path.Exists(token) && Parse(token) is { } target)
            {
                targets.Add(target);
            }
            else
            {
                paths.Add(token);
            }
        }

        return (targets, paths);
    }

    /// <summary>A hint for a name that is neither a file nor an object but looks like an object; <see langword="null"/> when it does not.</summary>
    public static string? Hint(string path) => !Path.Exists(path) && path.Split('/') is [{ Length: > 0 } word, { Length: > 0 } name] && !name.Contains('.', StringComparison.Ordinal)
        ? $"{path}: there is no such file or folder. Of a cluster, {(LiveKind.Nearest(word) is { } near ? $"did you mean {near}/{name}? Objects" : "objects")} are named by one of {LiveKind.Examples}, such as deploy/web"
        : null;

    /// <summary>Reads the object from the cluster.</summary>
    /// <param name="reader">Reads from the API server.</param>
    /// <param name="namespace">Its namespace.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <returns>The object as an input; <see langword="null"/>, with an explanation, when it does not exist or must not be read.</returns>
    public async Task<(ManifestSource? Source, string Problem)> ReadAsync(ResourceReader reader, string @namespace, CancellationToken cancellation)
    {
        foreach (var path in Kind.Paths(Uri.EscapeDataString(@namespace)))
        {
            var read = await reader.GetAsync($"{path}/{Uri.EscapeDataString(Name)}", new Right("get", Kind.Resource, @namespace, Name), Bytes, cancellation);
            if (read.IsKnown)
            {
                return (new ManifestSource(Title, read.Known), "");
            }

            if (!read.IsAbsent)
            {
                return (null, $"{Title} in namespace {@namespace} could not be read: {reader.Unread[^1].Explanation}");
            }
        }

        return (null, $"There is no {Title} in namespace {@namespace}. Name another namespace with --namespace; kubectl get {Kind.Names[^1]} -A lists what there is.");
    }

    private static LiveTarget? Parse(string token) =>
        token.Split('/') is [var word, { Length: > 0 } name] && LiveKind.Find(word) is { } kind ? new LiveTarget(kind, name) : null;

    private static byte[] Bytes(JsonObject found) => Encoding.UTF8.GetBytes(found.ToJsonString());
}
