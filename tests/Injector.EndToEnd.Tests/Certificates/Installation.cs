using System.Diagnostics;
using System.Globalization;
using System.Text;
using Injector.EndToEnd.Tests.ControlPlane;
using Injector.EndToEnd.Tests.Webhooks;
using Injector.Server.Options;
using Injector.Testing.ControlPlane;
using k8s;

namespace Injector.EndToEnd.Tests.Certificates;

/// <summary>
/// Replicas that keep their certificates in a Secret of a real API server, and the configurations by which it calls one of them. Their clocks stand
/// still but for <see cref="WaitAsync"/>, so nothing happens behind a test's back.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    private const string Configurations = "/apis/admissionregistration.k8s.io/v1";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static int _count;

    private readonly ControlPlaneFixture _fixture;
    private readonly List<Replica> _replicas = [];
    private bool _isRegistered;

    private Installation(ControlPlaneFixture fixture, string @namespace)
    {
        (_fixture, Namespace) = (fixture, @namespace);
        Official = OfficialClient.Connect(fixture.ControlPlane);
        Name = string.Create(CultureInfo.InvariantCulture, $"certificates-{Interlocked.Increment(ref _count)}");
    }

    internal ApiClient Client => _fixture.Client;

    /// <summary>The official client, for the objects that the replicas share.</summary>
    internal IKubernetes Official { get; }

    internal string Name { get; }

    internal string Namespace { get; }

    internal string SecretPath => $"/api/v1/namespaces/{Namespace}/secrets/{Name}";

    internal string LeasePath => $"/apis/coordination.k8s.io/v1/namespaces/{Namespace}/leases/{Name}";

    internal string MutatingPath => $"{Configurations}/mutatingwebhookconfigurations/{Name}";

    internal string ValidatingPath => $"{Configurations}/validatingwebhookconfigurations/{Name}";

    internal static async Task<Installation> CreateAsync(ControlPlaneFixture fixture) => new(fixture, await fixture.NewNamespaceAsync());

    /// <summary>Starts one more replica.</summary>
    /// <param name="now">What its clock says; the right time when not given.</param>
    /// <param name="kubeconfig">How it reaches the API server; as administrator when not given.</param>
    /// <param name="listen">Where it listens; on a free port when not given.</param>
    internal Task<Replica> StartAsync(DateTimeOffset? now = null, string? kubeconfig = null, string? listen = null) => StartAsync(
        options => options with
        {
            Kubeconfig = kubeconfig ?? options.Kubeconfig,
            Certificates = CertificateMode.Self,
            CertificateSecret = $"{Namespace}/{Name}",
            CertificateNames = ["localhost", "127.0.0.1"],
            WebhookConfigurations = [Name, $"validating/{Name}"],
            Listen = listen ?? options.Listen,
        },
        now);

    /// <summary>Starts a replica with options of its own.</summary>
    internal async Task<Replica> StartAsync(Func<ServerOptions, ServerOptions> with, DateTimeOffset? now = null)
    {
        var options = InjectorWebhook.OptionsFor(_fixture.ControlPlane) with { Kubeconfig = _fixture.ControlPlane.KubeconfigPath };
        var replica = await Replica.StartAsync(with(options), now ?? TimeProvider.System.GetUtcNow());
        _replicas.Add(replica);
        return replica;
    }

    internal async Task StopAsync(Replica replica)
    {
        _replicas.Remove(replica);
        await replica.DisposeAsync();
    }

    /// <summary>Has the API server call a replica, as an installed chart does: without any <c>caBundle</c> unless one is given.</summary>
    internal Task RegisterAsync(Replica replica, string? authorityPem = null) => RegisterAsync(replica.Running.Address, authorityPem);

    /// <summary>Has the API server call an address, in the same way.</summary>
    internal async Task RegisterAsync(Uri address, string? authorityPem = null)
    {
        _isRegistered = true;
        foreach (var (path, configuration) in WebhookConfigurations.For(Name, address, authorityPem))
        {
            await Client.CreateAsync($"{Configurations}/{path}", configuration).EnsureAsync();
        }
    }

    /// <summary>Installs the configurations as a chart does before any replica is ready: they call an address, trust nobody and have no rules.</summary>
    internal async Task InstallWithoutRulesAsync(Uri address)
    {
        _isRegistered = true;
        foreach (var (path, configuration) in WebhookConfigurations.WithoutRules(Name, address))
        {
            await Client.CreateAsync($"{Configurations}/{path}", configuration).EnsureAsync();
        }
    }

    /// <summary>Creates a namespace whose pods can only be created through the webhook.</summary>
    internal Task<string> NewServedNamespaceAsync() => _fixture.NewNamespaceAsync(InjectorWebhook.LabelsFor(Name));

    /// <summary>The authorities that each entry of each configuration names.</summary>
    internal async Task<IReadOnlyList<string>> BundlesAsync()
    {
        var mutating = await Client.GetAsync(MutatingPath).EnsureAsync();
        var validating = await Client.GetAsync(ValidatingPath).EnsureAsync();
        return [.. mutating["webhooks"]!.AsArray().Concat(validating["webhooks"]!.AsArray())
            .Select(entry => Encoding.UTF8.GetString(Convert.FromBase64String(entry!["clientConfig"]!["caBundle"]?.ToString() ?? "")))];
    }

    internal async Task<SecretTexts> SecretAsync() => SecretTexts.Of(await Official.CoreV1.ReadNamespacedSecretAsync(Name, Namespace));

    internal async Task<string> LeaseHolderAsync() => (await Official.CoordinationV1.ReadNamespacedLeaseAsync(Name, Namespace)).Spec.HolderIdentity ?? "";

    /// <summary>When the Lease was renewed last, which each look of its holder does.</summary>
    internal async Task<DateTime?> LeaseRenewalAsync() => (await Official.CoordinationV1.ReadNamespacedLeaseAsync(Name, Namespace)).Spec.RenewTime;

    /// <summary>Waits until every entry names the authorities of the Secret and the replica is ready.</summary>
    internal Task WaitUntilTrustedAsync(Replica replica, TimeSpan? within = null) => WaitAsync(
        "every entry names the authorities of the Secret",
        async () => await replica.IsReadyAsync() && await SecretAsync() is var secret && (await BundlesAsync()).All(bundle => bundle == secret.Authorities),
        within);

    /// <summary>
    /// Waits, a minute at most, while the clocks of all replicas go ahead a second for every twentieth that passes. Where it is to be reached
    /// <paramref name="within"/> some of their time, they go ahead at a tenth of that, for API servers answer by the clock on the wall, and then stand still, so
    /// that what takes longer is never reached.
    /// </summary>
    internal async Task WaitAsync(string what, Func<Task<bool>> isReached, TimeSpan? within = null)
    {
        var started = Stopwatch.GetTimestamp();
        var advanced = started;
        var left = within ?? TimeSpan.MaxValue;
        var pause = within is null ? TimeSpan.Zero : TimeSpan.FromMilliseconds(500);
        while (!await isReached())
        {
            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                var states = await Task.WhenAll(_replicas.Select(replica => replica.AdminAsync("/readyz?verbose")));
                throw new TimeoutException($"Not reached after {Limit.TotalSeconds:0} s: {what}. Replicas:\n{string.Join("\n\n", states)}");
            }

            if (left >= TimeSpan.FromSeconds(1) && Stopwatch.GetElapsedTime(advanced) >= pause)
            {
                advanced = Stopwatch.GetTimestamp();
                left -= TimeSpan.FromSeconds(1);
                foreach (var replica in _replicas)
                {
                    replica.Clock.Advance(TimeSpan.FromSeconds(1));
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isRegistered)
        {
            await Client.DeleteAsync(MutatingPath);
            await Client.DeleteAsync(ValidatingPath);
        }

        foreach (var replica in _replicas)
        {
            await replica.DisposeAsync();
        }

        Official.Dispose();
    }
}
