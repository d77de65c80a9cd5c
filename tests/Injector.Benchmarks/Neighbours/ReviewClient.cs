using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Injector.Benchmarks.Neighbours;

/// <summary>A client over HTTP/1.1 and TLS, as an API server is one; counts answers by status.</summary>
internal sealed class ReviewClient : IDisposable
{
    private readonly HttpClient _http;

    public ReviewClient(Uri address, X509Certificate2 authority)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(authority);
        var handler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust } };
        _http = new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };
    }

    /// <summary>How many answers of each kind came: an HTTP status, or the name of an exception.</summary>
    public ConcurrentDictionary<string, int> Outcomes { get; } = new(StringComparer.Ordinal);

    /// <summary>Sends one review; the time from <paramref name="began"/> to the end of the answer.</summary>
    public async Task<TimeSpan> SendAsync(ReadOnlyMemory<byte> review, long began)
    {
        using var content = new ReadOnlyMemoryContent(review);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        string outcome;
        try
        {
            using var answer = await _http.PostAsync("?timeout=5s", content);
            await answer.Content.ReadAsByteArrayAsync();
            outcome = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            outcome = exception.GetType().Name;
        }

        Outcomes.AddOrUpdate(outcome, 1, static (_, count) => count + 1);
        return Stopwatch.GetElapsedTime(began);
    }

    public override string ToString() => string.Join(", ", Outcomes.OrderBy(outcome => outcome.Key, StringComparer.Ordinal).Select(outcome => $"{outcome.Value} x {outcome.Key}"));

    public void Dispose() => _http.Dispose();
}
