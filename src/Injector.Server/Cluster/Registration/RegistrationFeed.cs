using System.Collections.Immutable;
using Injector.Background;
using Injector.Kubernetes.Api;
using Injector.Kubernetes.Objects;
using Injector.Kubernetes.Watching;
using Injector.Server.Certificates;
using Injector.Server.Observability;
using Injector.Server.Options;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Cluster.Registration;

/// <summary>
/// Watches the webhook configurations through which API servers should call. The chart installs them without rules, so that nothing is called while no replica
/// can answer; the first replica that is ready and trusted writes the rules. Later changes by others are reported, and the fields that this server maintains
/// are repaired at once.
/// </summary>
internal sealed class RegistrationFeed : BackgroundService
{
    /// <summary>A configuration that is applied together with the Deployment exists by then.</summary>
    private static readonly TimeSpan MaxAbsence = TimeSpan.FromSeconds(2);

    /// <summary>Readiness waits no longer than this, whatever is wrong with the configurations.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan FirstIdle = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    private readonly ApiClient _server;
    private readonly ImmutableArray<ExpectedConfiguration> _configurations;
    private readonly ImmutableArray<WebhookConfigurationWatch> _watches;
    private readonly RegistrationStatus _status;
    private readonly Readiness _readiness;
    private readonly ManagedCertificateRenewal? _renewal;
    private readonly SupervisedLoop _loop;
    private readonly Backoff _backoff = new(FirstIdle, MaxWait, Random.Shared);
    private readonly TimeProvider _time;

    // When, for the first time, only the configurations were missing.
    private long? _waitsSince;

    public RegistrationFeed(
        ClusterAccess access, ServerOptions options, ServingCertificate serving, RegistrationStatus status, Readiness readiness, RegistrationMetrics metrics,
        WatchReports watching, WatchMetrics watchMetrics, BackgroundLoops loops, TimeProvider time, ILogger<RegistrationReports> logger,
        ManagedCertificateRenewal? renewal = null)
    {
        (_status, _readiness, _renewal, _time) = (status, readiness, renewal, time);
        _server = new ApiClient(access.Connection, BuildVersion.Number, time);
        _loop = loops.Add("registration");
        var times = new WatchTimes();
        _configurations =
        [
            .. ManagedCertificateSettings.Configurations(options).Select(name => new ExpectedConfiguration(
                name, new WebhookRules(_server, name, AdmissionRules.For(name.Kind)), new ConfigurationEvaluator(serving), new RegistrationReports(name, metrics, writesTrust: renewal is not null, logger))),
        ];
        _watches = [.. _configurations.Select(configuration => Watch(configuration))];

        WebhookConfigurationWatch Watch(ExpectedConfiguration configuration)
        {
            metrics.Expect(configuration.Name);
            watchMetrics.Expect(WebhookConfigurationWatch.ResourceName(configuration.Name));
            return new WebhookConfigurationWatch(_server, configuration.Name, state => Saw(configuration, state), watching, loops, times, time, Random.Shared);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _server.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([_loop.RunAsync(RunOnceAsync, stoppingToken), .. _watches.Select(watch => watch.RunAsync(stoppingToken))]);

    // Watches only record what they saw: the loop alone evaluates and reports, so that this never happens concurrently.
    private void Saw(ExpectedConfiguration configuration, WebhookConfigurationState? state)
    {
        configuration.Saw(state);
        _loop.Wake();
    }

    private async Task<Turn> RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var configuration in _configurations)
        {
            configuration.Evaluate();
            if (configuration.Verdict is { IsPresent: true, TrustsUs: false })
            {
                _renewal?.Wake();
            }
        }

        // Before anything that may fail, because readiness must not depend on it.
        Settle();
        if (!await OpenAsync(cancellationToken))
        {
            return Turn.Failed(_backoff.Next());
        }

        _backoff.Reset();
        return Turn.Done(Rest, _status.IsSettled && !_configurations.Any(IsToBeOpened) ? Idle : FirstIdle);
    }

    // Rules are written only once the server can answer and is trusted: otherwise an entry that fails closed would reject pods from the start.
    private async Task<bool> OpenAsync(CancellationToken cancellationToken)
    {
        var isDone = true;
        foreach (var configuration in _configurations)
        {
            if (IsToBeOpened(configuration) && _readiness.IsReadyToBeCalled)
            {
                isDone &= await configuration.OpenAsync(cancellationToken);
            }
        }

        return isDone;
    }

    private static bool IsToBeOpened(ExpectedConfiguration configuration) =>
        configuration.Verdict is { IsPresent: true, NamesUs: true, TrustsUs: true, CallsUs: false };

    private void Settle()
    {
        if (_status.IsSettled || !_readiness.IsReadyToBeCalled)
        {
            return;
        }

        var elapsed = _time.GetElapsedTime(_waitsSince ??= _time.GetTimestamp());
        var waiting = _configurations.FirstOrDefault(configuration => !IsSettled(configuration, elapsed));
        if (waiting is null || elapsed > MaxWait)
        {
            foreach (var configuration in _configurations)
            {
                configuration.Settle();
            }

            _status.Settle();
        }
        else
        {
            _status.Await(Describe(waiting));
        }
    }

    private static bool IsSettled(ExpectedConfiguration configuration, TimeSpan elapsed) => configuration.IsKnown && configuration.Verdict switch
    {
        { IsPresent: false } => elapsed > MaxAbsence,
        var verdict => verdict is { NamesUs: true, TrustsUs: true, CallsUs: true },
    };

    private static string Describe(ExpectedConfiguration configuration) => (configuration.IsKnown, configuration.Verdict) switch
    {
        (false, _) => $"{configuration.Name} has not been read yet",
        (_, { IsPresent: false }) => $"there is no {configuration.Name}",
        (_, { NamesUs: false }) => $"{configuration.Name} names another server",
        (_, { TrustsUs: false }) => $"{configuration.Name} does not trust this server",
        (_, { CallsUs: false }) => $"{configuration.Name} has no rules yet",
        _ => $"{configuration.Name} calls and trusts this server",
    };
}
