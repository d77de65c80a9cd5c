using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>HAProxy with the configuration that annotations lead to, beside the test as it would be beside an application.</summary>
internal sealed class RunningHaProxy : IAsyncDisposable
{
    private const string CredentialsInPod = "/etc/ambassador-tls";
    private const string DefaultProbePort = "19021";
    private const string LooksAgain = "looks-again";

    private readonly ControlPlaneFolder _folder;
    private readonly MountedCredentials _mounted;
    private readonly ServerProcess _process;

    private RunningHaProxy(ControlPlaneFolder folder, ServerProcess process, InjectedPod pod, Uri admin, MountedCredentials mounted)
    {
        _mounted = mounted;
        _folder = folder;
        _process = process;
        Pod = pod;
        Admin = admin;
    }

    public InjectedPod Pod { get; }

    /// <summary>Where the port for probes is, which in a pod is a fixed one.</summary>
    public Uri Probes { get; private init; } = new("http://127.0.0.1/");

    public Uri Admin { get; }

    /// <summary>Starts HAProxy and waits for its readiness.</summary>
    /// <param name="certificates">What the Secrets and ConfigMaps hold.</param>
    /// <param name="annotations">Parameters of the profile.</param>
    public static Task<RunningHaProxy> StartAsync(TestCertificates? certificates, params (string Name, string Value)[] annotations) =>
        StartAsync(certificates, [], annotations);

    /// <summary>Starts HAProxy in a pod of namespace shop that asks a name server of the test, several times a second, and waits for its readiness.</summary>
    public static Task<RunningHaProxy> StartRequestingAsync(NameServer names, params (string Name, string Value)[] annotations) =>
        StartAsync(null, [], annotations, null, names);

    /// <summary>The same with a changed configuration.</summary>
    public static Task<RunningHaProxy> StartRequestingChangedAsync(NameServer names, Func<string, string> change, params (string Name, string Value)[] annotations) =>
        StartAsync(null, [], annotations, null, names, change);

    /// <summary>Starts HAProxy with a changed configuration, whose times are those of tests, and waits for its readiness.</summary>
    public static Task<RunningHaProxy> StartChangedAsync(Func<string, string> change, params (string Name, string Value)[] annotations) =>
        StartAsync(null, [], annotations, null, null, change);

    /// <summary>Starts HAProxy in a container that is told to end while it loads renewed certificates.</summary>
    /// <param name="certificates">What the Secrets and ConfigMaps hold.</param>
    /// <param name="signal">What it is told by, right behind the signal to reload.</param>
    /// <param name="annotations">Parameters of the profile.</param>
    public static Task<RunningHaProxy> StartEndingAtRenewalAsync(TestCertificates certificates, string signal, params (string Name, string Value)[] annotations) =>
        StartAsync(certificates, [], annotations, signal);

    /// <summary>Starts HAProxy beside an application with further fields of its container, and waits for its readiness.</summary>
    public static Task<RunningHaProxy> StartAsync(TestCertificates? certificates, JsonObject application, (string Name, string Value)[] annotations) =>
        StartAsync(certificates, application, annotations, null);

    private static async Task<RunningHaProxy> StartAsync(
        TestCertificates? certificates, JsonObject application, (string Name, string Value)[] annotations, string? signalAtRenewal, NameServer? names = null, Func<string, string>? change = null)
    {
        var adminPort = FreePort.Next();
        var pod = await InjectedPod.CreateAsync(application, [.. annotations, ("adminPort", adminPort.ToString(CultureInfo.InvariantCulture))]);
        var folder = new ControlPlaneFolder();
        var (configuration, mounted) = await WriteAsync(folder, pod, certificates);
        var probePort = FreePort.Next();
        var text = await File.ReadAllTextAsync(configuration);
        foreach (var (start, rest) in new[] { ("bind *:", "\n"), ("bind :::", " v6only\n") })
        {
            text = text.Replace($"{start}{DefaultProbePort}{rest}", FormattableString.Invariant($"{start}{probePort}{rest}"), StringComparison.Ordinal);
        }

        if (change is not null)
        {
            var changed = change(text);
            changed.ShouldNotBe(text);
            text = changed;
        }

        if (names is not null)
        {
            text.ShouldContain("parse-resolv-conf");

            // HAProxy's own times, made short, stand ahead of what is generated: an address that outlives them does so by that.
            var own = string.Concat(((string[])["nx", "refused", "timeout", "other"]).Select(failure => $"\n    hold {failure} 300ms"));
            text = text.Replace("parse-resolv-conf", FormattableString.Invariant($"nameserver test 127.0.0.1:{names.Port}{own}"), StringComparison.Ordinal)
                .Replace("${INJECTOR_RESOLVE-10s}", "200ms", StringComparison.Ordinal)
                .Replace("    hold valid", "    timeout retry 100ms\n    hold valid", StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(configuration, text);
        var process = ServerProcess.Start(folder, "/usr/bin/env", [Path(), .. Command(pod, configuration, mounted, signalAtRenewal)], "haproxy");
        var address = annotations.Contains(("addresses", "ipv6")) ? "[::1]" : "127.0.0.1";
        var running = new RunningHaProxy(folder, process, pod, new Uri($"http://{address}:{adminPort}/"), mounted) { Probes = new Uri($"http://127.0.0.1:{probePort}/") };
        try
        {
            using var client = new HttpClient();
            await Readiness.WaitAsync(process, TimeSpan.FromSeconds(30), token => IsReadyAsync(client, running.Admin, token), CancellationToken.None);
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes configuration and certificates as the kubelet would mount them, below a folder of the test.</summary>
    public static async Task<(string Configuration, MountedCredentials Mounted)> WriteAsync(ControlPlaneFolder folder, InjectedPod pod, TestCertificates? certificates)
    {
        var mounted = new MountedCredentials(folder.PathOf("tls"));
        if (pod.Credentials.Any())
        {
            await mounted.BringAsync(pod.Credentials, certificates!);
        }

        var configuration = folder.PathOf("haproxy.cfg");
        await File.WriteAllTextAsync(configuration, pod.Configuration.Replace(CredentialsInPod, mounted.Path, StringComparison.Ordinal));
        return (configuration, mounted);
    }

    /// <summary>Brings what the Secrets and ConfigMaps hold now, as the kubelet does.</summary>
    public Task RenewAsync(TestCertificates certificates) => _mounted.BringAsync(Pod.Credentials, certificates);

    /// <summary>Sends a signal to what is the first process of the container.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id!.Value.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Whether the container has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>What the container has printed.</summary>
    public string Log() => _process.LogTail(int.MaxValue);

    /// <summary>How often the container has looked for renewed certificates.</summary>
    public int Looks() => Log().Split(LooksAgain).Length - 1;

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The container's command with the files of the test, looking more often.</summary>
    private static string[] Command(InjectedPod pod, string configuration, MountedCredentials mounted, string? signalAtRenewal)
    {
        const string Reload = "kill -USR2 \"$proxy\"";
        var script = pod.Command[^1];
        script.ShouldContain("sleep 10");
        return
        [
            .. pod.Command[..^1],
            script.Replace(CredentialsInPod, mounted.Path, StringComparison.Ordinal)
                .Replace("/etc/ambassador/haproxy.cfg", configuration, StringComparison.Ordinal)
                .Replace("sleep 10", $"echo {LooksAgain}; sleep 0.1", StringComparison.Ordinal)
                .Replace(Reload, signalAtRenewal is null ? Reload : $"{Reload}; kill -{signalAtRenewal} $$", StringComparison.Ordinal),
        ];
    }

    private static string Path() => $"PATH={System.IO.Path.GetDirectoryName(ProvisionedPrograms.Find("haproxy"))}:{Environment.GetEnvironmentVariable("PATH")}";

    private static async Task<bool> IsReadyAsync(HttpClient client, Uri admin, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(admin, "ready"), cancellationToken);
            return answer.StatusCode is HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
