using Injector.Ambassador.Model;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>Writes a backend: how a server is chosen, how long it may take, and when a request is retried.</summary>
internal sealed class BackendWriter(ConfigurationText text, Backend backend, ServerAddress addresses)
{
    /// <summary>Methods whose requests may be repeated (RFC 9110, section 9.2.2).</summary>
    private const string Repeatable = "GET HEAD OPTIONS TRACE PUT DELETE";

    private readonly Cluster _cluster = backend.Cluster;

    private bool IsHttp => _cluster.Protocol is not TrafficProtocol.Tcp;

    private TimeSpan? Silence => IsHttp ? backend.Retry.PerTryTimeout ?? backend.Timeout : null;

    public void Write()
    {
        text.Section("backend", backend.Name);
        text.Line($"mode {(IsHttp ? "http" : "tcp")}");
        if (!backend.IsForNames)
        {
            WriteTreatment();
        }

        WriteServers();
    }

    private void WriteTreatment()
    {
        WriteBalance();
        WriteTimes();
        WriteAnswerTimeout();
        WriteRetries();
        WritePending();
        WriteCheck();
        text.LineIf(_cluster.TellsServersTheirNames, $"http-send-name-header host");
    }

    private void WriteServers()
    {
        var words = new ServerText(_cluster).Text;
        var hosts = Array.ConvertAll([.. _cluster.Endpoints], endpoint => addresses.HostOf(endpoint, backend.PlacesBehind));
        for (var i = 0; i < hosts.Length; i++)
        {
            if (hosts[i] is { } host)
            {
                var endpoint = _cluster.Endpoints[i];
                var isShared = Array.IndexOf(hosts, host) < i || Array.LastIndexOf(hosts, host) > i;
                text.Line($"server {ServerName.Of(_cluster, i)} {addresses.Of(endpoint, host, isShared)} weight {endpoint.Weight}{words}");
            }
        }
    }

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

        // Limits inactivity, not the whole answer: the closest that HAProxy offers.
        text.Line($"timeout server {ConfigurationText.Time(Silence ?? _cluster.IdleTimeout)}");
        text.Line($"timeout tunnel {ConfigurationText.Time(_cluster.IdleTimeout)}");
        text.Line($"timeout queue {ConfigurationText.Time(_cluster.ConnectTimeout)}");
    }

    /// <summary>
    /// A timeout set by the user limits inactivity (<c>timeout server</c>). The default one must not end an answer that has begun. HAProxy 2.6 has no setting
    /// for that, only rules that wait for the answer to begin and otherwise close the connection. A client that reuses a connection gets no error from HAProxy
    /// when the server closes its side: its connection is just closed too.
    /// </summary>
    private void WriteAnswerTimeout()
    {
        var isRepeated = backend.Retry.Attempts > 0;
        if (Silence is not null || backend.AnswerTimeout is not { } limit || (isRepeated && backend.Retry.AnyMethod))
        {
            return;
        }

        // While a request is still being received there is no answer to wait for. Without a length, nobody knows how long that takes.
        text.Line($"http-request set-var(txn.began) date(0,ms)");
        text.Line($"http-request set-var(txn.came) req.body_len");
        text.Line($"http-request set-var(txn.comes) bool(true) if {{ req.hdr_val(content-length),sub(txn.came) gt 0 }} || !{{ req.hdr(content-length) -m found }} !{{ method GET HEAD OPTIONS DELETE }}");

        // HAProxy 2.6 does not retry after such a rule has waited, and servers that close the connection are more frequent than late answers.
        text.LineIf(isRepeated, $"http-request set-var(txn.comes) bool(true) if {{ method {Repeatable} }}");
        text.Line($"tcp-response inspect-delay {ConfigurationText.Time(limit)}");
        text.Line($"tcp-response content accept if {{ var(txn.comes) -m found }}");
        text.Line($"tcp-response content accept if {{ status -m found }}");

        // Rules are evaluated a last time when the server closes the connection.
        text.Line($"tcp-response content accept if {{ date(0,ms),sub(txn.began) lt {(long)limit.TotalMilliseconds} }}");
        text.Line($"tcp-response content set-var(txn.late) bool(true)");
        text.Line($"tcp-response content close");
        text.Line($"http-after-response set-status 504 if {{ var(txn.late) -m found }}");

        // HAProxy's own page says 502 even if the status was changed.
        text.Line($"http-error status 502 content-type text/plain string \"no valid answer\"");
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
        text.LineIf(!retry.AnyMethod, $"http-request disable-l7-retry unless {{ method {Repeatable} }}");
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
