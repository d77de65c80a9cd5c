using Injector.Core.Ambassador.Model;

namespace Injector.Core.Ambassador.Engines.HaProxy;

/// <summary>Writes a backend: how a server is chosen, how long it may take, and when it is asked again.</summary>
internal sealed class BackendWriter(ConfigurationText text, Backend backend, ServerAddress addresses)
{
    private readonly Cluster _cluster = backend.Cluster;

    private bool IsHttp => _cluster.Protocol is not TrafficProtocol.Tcp;

    public void Write()
    {
        text.Section("backend", backend.Name);
        text.Line($"mode {(IsHttp ? "http" : "tcp")}");
        WriteBalance();
        WriteTimes();
        WriteRetries();
        WritePending();
        WriteCheck();
        text.LineIf(_cluster.TellsServersTheirNames, $"http-send-name-header host");
        var servers = new ServerWords(_cluster, addresses);
        for (var i = 0; i < _cluster.Endpoints.Length; i++)
        {
            text.Line($"server {Name(i)} {servers.Of(_cluster.Endpoints[i])}");
        }
    }

    private string Name(int index) =>
        _cluster.TellsServersTheirNames || _cluster.ChecksByName ? _cluster.Endpoints[index].Host : FormattableString.Invariant($"s{index + 1}");

    private void WriteBalance()
    {
        text.Line($"balance {Balance()}");
        text.LineIf(_cluster.LoadBalancing.Kind is LoadBalancingKind.Hash, $"hash-type consistent");
    }

    private string Balance() => _cluster.LoadBalancing switch
    {
        { Kind: LoadBalancingKind.LeastRequest } => "leastconn",
        { Kind: LoadBalancingKind.Random } => "random",
        { HashHeader: ":path" } => "uri",
        { HashHeader: { } header } => $"hdr({header})",
        _ => "roundrobin",
    };

    private void WriteTimes()
    {
        text.Line($"timeout connect {ConfigurationText.Time(_cluster.ConnectTimeout)}");

        // Counts silence, not the whole answer: the nearest that HAProxy has.
        text.Line($"timeout server {ConfigurationText.Time((IsHttp ? backend.Retry.PerTryTimeout ?? backend.Timeout : null) ?? _cluster.IdleTimeout)}");
        text.Line($"timeout tunnel {ConfigurationText.Time(_cluster.IdleTimeout)}");
        text.Line($"timeout queue {ConfigurationText.Time(_cluster.ConnectTimeout)}");
    }

    private void WriteRetries()
    {
        var retry = backend.Retry;
        text.Line($"retries {retry.Attempts}");
        if (!IsHttp || retry.Attempts == 0)
        {
            return;
        }

        text.Line($"retry-on conn-failure empty-response {(retry.PerTryTimeout is null ? "" : "response-timeout ")}502 503 504");
        text.LineIf(!retry.AnyMethod, $"http-request disable-l7-retry unless {{ method GET HEAD OPTIONS TRACE PUT DELETE }}");
    }

    private void WritePending()
    {
        if (_cluster.CircuitBreaker.MaxPending is { } most)
        {
            var refusal = IsHttp ? "http-request deny deny_status 503" : "tcp-request content reject";
            text.Line($"{refusal} if {{ queue({backend.Name}) ge {most} }}");
        }
    }

    private void WriteCheck()
    {
        if (_cluster.Health is not { } health)
        {
            return;
        }

        text.Line($"timeout check {ConfigurationText.Time(health.Timeout)}");
        if (health.Kind is HealthCheckKind.Http)
        {
            text.Line($"option httpchk");
            text.Line($"http-check send meth GET uri {health.Path} ver HTTP/1.1 hdr host {health.Host ?? "%[srv_name]"}");
            text.Line($"http-check expect status 200-399");
        }
    }
}
