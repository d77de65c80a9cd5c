using Injector.Core.Profiles;
using Injector.Server.Certificates;
using Injector.Server.Hosting;
using Injector.Server.Observability;
using Injector.Server.Observability.Logging;
using Injector.Server.Observability.Metrics;
using Injector.Server.Options;
using Injector.Server.Snapshots;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Injector.Server;

/// <summary>A webhook that is listening.</summary>
public sealed partial class RunningWebhook : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ServerOptions _options;
    private readonly TimeProvider _time;
    private readonly AuthorityFile? _authorityFile;
    private readonly ILogger<RunningWebhook> _logger;
    private Task? _stopped;

    internal RunningWebhook(WebApplication app, ServerOptions options, ServingMaterial material, TimeProvider time)
    {
        _app = app;
        _options = options;
        _time = time;
        _logger = app.Services.GetRequiredService<ILogger<RunningWebhook>>();
        AuthorityPem = material.AuthorityPem;
        _authorityFile = AuthorityPem is null ? null : AuthorityFile.Write(options.WriteCaFile, AuthorityPem);
    }

    /// <summary>Address of the HTTPS endpoint, with the port that the system chose if port 0 was requested.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Address of the plain HTTP endpoint with probes and metrics.</summary>
    public Uri AdminAddress { get; private set; } = null!;

    /// <summary>The ephemeral authority that clients have to trust, as PEM; <see langword="null"/> when the certificate came from files.</summary>
    public string? AuthorityPem { get; }

    /// <summary>The file that holds <see cref="AuthorityPem"/>; <see langword="null"/> when the certificate came from files.</summary>
    public string? AuthorityPath => _authorityFile?.Path;

    /// <summary>The profiles in use.</summary>
    public ProfileCatalogue Profiles => Services.GetRequiredService<SnapshotHolder>().Current.Profiles;

    internal IServiceProvider Services => _app.Services;

    /// <summary>
    /// Stops in order: readiness fails and responses ask for new connections at once, requests are accepted for the drain delay, and running requests may
    /// finish within the drain timeout.
    /// </summary>
    /// <param name="hurry">Cuts short the drain delay and the wait for requests.</param>
    public Task StopAsync(CancellationToken hurry) => _stopped ??= StopOnceAsync(hurry);

    /// <summary>Stops without a drain delay, unless already stopped, and releases everything.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopped is not null)
        {
            await _stopped;
        }

        await _app.DisposeAsync();
        _authorityFile?.Dispose();
    }

    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        // Created here because nothing else resolves it: its metrics must exist at the first scrape, even if nothing has happened yet.
        Services.GetRequiredService<ReloadMetrics>();
        Services.GetRequiredService<ServingMetrics>();
        Services.GetRequiredService<BackgroundMetrics>();
        await _app.StartAsync(cancellationToken);
        var addresses = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Address = Bound(addresses, "https");
        AdminAddress = Bound(addresses, "http");
        Log.Listening(_logger, Listened(addresses, "https"), Listened(addresses, "http"), Profiles.All.Length);
        await Services.GetRequiredService<WarmUp>().RunAsync(Address, cancellationToken);
    }

    private async Task StopOnceAsync(CancellationToken hurry)
    {
        Services.GetRequiredService<DrainState>().Begin();
        Log.Draining(_logger, _options.DrainDelay.TotalSeconds);
        await Task.Delay(_options.DrainDelay, _time, hurry).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.StopAsync(hurry);
        Log.Stopped(_logger);
    }

    private static Uri Bound(IEnumerable<string> addresses, string scheme)
    {
        var address = Listened(addresses, scheme);

        // An endpoint that listens on every address is reached from this machine through loopback.
        return new Uri(address.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal));
    }

    /// <summary>The configured address, which may stand for every address of the machine.</summary>
    private static string Listened(IEnumerable<string> addresses, string scheme) => addresses.First(address => address.StartsWith($"{scheme}:", StringComparison.Ordinal));

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.Listening, LogLevel.Information, "Listening on {Address}, probes and metrics on {AdminAddress}, {Profiles} profiles",
            EventName = nameof(EventIds.Listening))]
        internal static partial void Listening(ILogger logger, string address, string adminAddress, int profiles);

        [LoggerMessage(
            EventIds.Draining, LogLevel.Information, "Stopping: no longer ready, requests are accepted for {DelaySeconds} s more",
            EventName = nameof(EventIds.Draining))]
        internal static partial void Draining(ILogger logger, double delaySeconds);

        [LoggerMessage(EventIds.Stopped, LogLevel.Information, "Stopped", EventName = nameof(EventIds.Stopped))]
        internal static partial void Stopped(ILogger logger);
    }
}
