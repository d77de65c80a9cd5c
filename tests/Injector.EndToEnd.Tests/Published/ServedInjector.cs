using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Injector.Server.Options;
using Injector.Testing.Admission;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Published;

/// <summary><c>injector serve</c> of the program under test, as a process of its own on ports of the system's choice.</summary>
public sealed partial class ServedInjector : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly ControlPlaneFolder _folder;
    private readonly ServerProcess _process;
    private readonly Lazy<HttpClient> _client;
    private Task? _stopped;

    private ServedInjector(ControlPlaneFolder folder, ServerProcess process, string? authorityPem)
    {
        (_folder, _process, AuthorityPem) = (folder, process, authorityPem);
        Address = Said(Reviews());
        AdminAddress = Said(Probes());
        _client = new Lazy<HttpClient>(Client);
    }

    /// <summary>Address of the HTTPS endpoint.</summary>
    public Uri Address { get; }

    /// <summary>Address of the plain HTTP endpoint with probes and metrics.</summary>
    public Uri AdminAddress { get; }

    /// <summary>The throw-away authority that clients have to trust, as PEM; <see langword="null"/> when the certificate is another.</summary>
    public string? AuthorityPem { get; }

    /// <summary>Starts it, and waits until it listens.</summary>
    /// <param name="options">How it runs; they reach it as its configuration file.</param>
    public static async Task<ServedInjector> StartAsync(ServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = new ControlPlaneFolder();
        var authority = folder.PathOf("authority.pem");
        var isThrowAway = options is { TlsCertificateFile: null, Certificates: not CertificateMode.Self };
        var configuration = folder.PathOf("config.yaml");
        await File.WriteAllTextAsync(configuration, ConfigurationText.Of(isThrowAway ? options with { WriteCaFile = authority } : options));
        var (program, first) = ProgramUnderTest.Server;
        var process = ServerProcess.Start(folder, program, [.. first, "serve", $"--config={configuration}"], "injector");
        try
        {
            // What it says to people comes when it answers, and ends with how to try it.
            await Readiness.WaitAsync(
                process, StartLimit, _ => Task.FromResult(process.LogTail(int.MaxValue).Contains("\nTry it:\n", StringComparison.Ordinal)), CancellationToken.None);
            return new ServedInjector(folder, process, isThrowAway ? await File.ReadAllTextAsync(authority) : null);
        }
        catch
        {
            await process.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Asks it as an API server does.</summary>
    /// <param name="review">The question.</param>
    public async Task<JsonObject> ReviewAsync(AdmissionReviews review)
    {
        ArgumentNullException.ThrowIfNull(review);
        using var content = new ByteArrayContent(review.ToBytes()) { Headers = { ContentType = new("application/json") } };
        using var answer = await _client.Value.PostAsync(new Uri(Address, "/mutate"), content);
        return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!.AsObject();
    }

    /// <summary>Ends it as the kubelet does, with SIGTERM, and waits until the process is gone.</summary>
    public Task StopAsync() => _stopped ??= _process.DisposeAsync().AsTask();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }

        _folder.Dispose();
    }

    private HttpClient Client()
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.ImportFromPem(AuthorityPem);
        return new HttpClient(new SocketsHttpHandler { UseProxy = false, SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust } });
    }

    private Uri Said(Regex address) => new(address.Match(_process.LogTail(int.MaxValue)).Groups[1].Value);

    [GeneratedRegex(" answers admission reviews at (https://[^ /]+/)mutate")]
    private static partial Regex Reviews();

    [GeneratedRegex("^Probes and metrics: (http://[^ /]+/)readyz", RegexOptions.Multiline)]
    private static partial Regex Probes();
}
