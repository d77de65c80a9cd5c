using System.Globalization;
using System.Text.Json;
using Injector.Kubernetes.Api;

namespace Injector.Kubernetes.Watching;

/// <summary>Lists a whole resource, page by page.</summary>
internal sealed class Lister<T>(ApiClient server, WatchedResource resource, Func<JsonElement, T> read, WatchTimes times, TimeProvider time)
{
    private const int MaxPage = 64 * 1024 * 1024;

    // Larger than the whole list in any existing cluster.
    private const int MaxPageSize = 1_000_000;

    private int _pageSize = times.PageSize;

    /// <summary>
    /// All objects at one resource version. Without a <c>resourceVersion</c> parameter the server returns the current state, not that of its cache, so that
    /// after a restart we never know less than before.
    /// </summary>
    /// <exception cref="WatchEndedException">The server refused.</exception>
    internal async Task<ListedPage<T>> ListAsync(CancellationToken cancellationToken)
    {
        var all = new List<T>();
        var token = "";
        while (true)
        {
            var page = await PageAsync(token, cancellationToken);
            all.AddRange(page.Items);
            if (page.Continue.Length == 0)
            {
                return page with { Items = all };
            }

            token = page.Continue;
        }
    }

    private async Task<ListedPage<T>> PageAsync(string token, CancellationToken cancellationToken)
    {
        await server.Client.PrepareAsync(cancellationToken);
        using var limit = new CancellationTokenSource(times.ListLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var size = $"limit={_pageSize.ToString(CultureInfo.InvariantCulture)}";
        var path = token.Length == 0 ? resource.With(size) : resource.With(size, $"continue={Uri.EscapeDataString(token)}");
        using var answer = await server.Client.OpenAsync(path, resource.ListAccept, either.Token);
        if (!answer.IsSuccessStatusCode)
        {
            var status = await ClusterClient.StatusAsync(answer, either.Token);

            // The version expired between two pages: the next attempt uses fewer pages.
            _pageSize = status.IsGone ? Math.Min(_pageSize * 2, MaxPageSize) : _pageSize;
            throw WatchEndedException.Answered(status, resource.MayBeAbsent);
        }

        try
        {
            var body = await BoundedBody.ReadAsync(await answer.Content.ReadAsStreamAsync(either.Token), MaxPage, either.Token);
            return ListedPage<T>.Read(body, read);
        }
        catch (AnswerTooLargeException)
        {
            // The next attempt requests less at a time.
            _pageSize = Math.Max(1, _pageSize / 2);
            throw;
        }
    }
}
