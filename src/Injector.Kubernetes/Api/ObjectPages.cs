using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Injector.Kubernetes.Api;

/// <summary>Lists a resource once, page by page, keeping only what the caller reads from each object.</summary>
public static class ObjectPages
{
    /// <summary>Number of objects requested at a time, as in kubectl.</summary>
    public const int DefaultPageSize = 500;

    /// <summary>Reads all pages. If the resource version expires between two pages, starts again and requests everything at once.</summary>
    /// <param name="server">The API server.</param>
    /// <param name="path">Path of the collection; may contain a query.</param>
    /// <param name="read">Converts an object.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <param name="pageSize">Objects per page. Default <see cref="DefaultPageSize"/>.</param>
    /// <exception cref="ApiUnreachableException">The server did not answer.</exception>
    public static async Task<ObjectList<T>> ListAsync<T>(
        this ApiClient server, string path, Func<JsonObject, T> read, CancellationToken cancellationToken, int pageSize = DefaultPageSize)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(read);
        var all = ImmutableArray.CreateBuilder<T>();
        var next = "";
        var limit = pageSize;
        while (true)
        {
            switch (await server.GetAsync(With(path, limit, next), cancellationToken))
            {
                case ApiAnswer.Done(var page):
                    all.AddRange((page["items"] as JsonArray ?? []).OfType<JsonObject>().Select(read));
                    next = page["metadata"]?["continue"]?.GetValue<string>() ?? "";
                    if (next.Length == 0)
                    {
                        return new ObjectList<T>(all.ToImmutable(), null);
                    }

                    break;

                case ApiAnswer.Refused({ IsGone: true }) when next.Length > 0:
                    (next, limit) = ("", 0);
                    all.Clear();
                    break;

                case ApiAnswer.Refused(var status):
                    return new ObjectList<T>([], status);
            }
        }
    }

    private static string With(string path, int limit, string next)
    {
        var query = limit > 0 ? $"limit={limit.ToString(CultureInfo.InvariantCulture)}" : "";
        query = next.Length > 0 ? $"{query}&continue={Uri.EscapeDataString(next)}" : query;
        return query.Length == 0 ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";
    }
}

/// <summary>The result of listing a resource.</summary>
/// <param name="Items">The converted objects; empty when the server refused.</param>
/// <param name="Refusal">Why there are none; <see langword="null"/> when the server answered.</param>
public sealed record ObjectList<T>(ImmutableArray<T> Items, ApiStatus? Refusal);
