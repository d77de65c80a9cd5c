using Injector.Ambassador.Model;

namespace Injector.Ambassador.Tests;

public sealed class ShortFormTests
{
    [Fact]
    public void Reads_upstreams_one_a_line_and_between_commas()
    {
        var model = Composed.Model("\n orders=http://orders.shop.svc , users@15001=grpcs://users:443\r\n\ncache=tcp://[::1]:6379|10.0.0.1:6379*3\n");
        model.Listeners.Select(listener => (listener.Name, listener.Port, listener.Protocol)).ShouldBe(
        [
            ("out.orders", 19100, TrafficProtocol.Http), ("out.users", 15001, TrafficProtocol.Http2), ("out.cache", 19101, TrafficProtocol.Tcp),
        ]);
        model.Clusters.Single(cluster => cluster.Name == "cache").Endpoints.ShouldBe([new Endpoint("::1", 6379, 1, true), new Endpoint("10.0.0.1", 6379, 3, true)]);
        model.Clusters.Single(cluster => cluster.Name == "orders").Endpoints.ShouldBe([new Endpoint("orders.shop.svc", 80, 1, false)]);
    }

    [Fact]
    public void Reads_every_option()
    {
        var model = Composed.Model(
            "pay=https://pay.example.com?lb=hash:x-user&timeout=9s&connect=2s&idle=3m&retries=4&retryMethods=all&perTry=1s&maxConnections=5&maxPending=6&maxRequests=7"
            + "&outlier=8&ejectFor=1m&ejectMax=50&health=/h&healthInterval=4s&healthTimeout=3s&unhealthyAfter=9&healthyAfter=10&sni=a.example&ca=secret/s/k.pem"
            + "&san=b.example|10.0.0.1&cert=own&host=c.example:8080");
        var route = model.Listeners.Single().Routes.Single();
        route.Timeout.ShouldBe(TimeSpan.FromSeconds(9));
        route.Retry.ShouldBe(new RetryPolicy(4, TimeSpan.FromSeconds(1), true));
        route.HostHeader.ShouldBe("c.example:8080");
        var cluster = model.Clusters.Single();
        cluster.LoadBalancing.ShouldBe(new LoadBalancing(LoadBalancingKind.Hash, "x-user"));
        (cluster.ConnectTimeout, cluster.IdleTimeout).ShouldBe((TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(3)));
        cluster.CircuitBreaker.ShouldBe(new CircuitBreaker(5, 6, 7));
        cluster.Outlier.ShouldBe(new OutlierDetection(8, TimeSpan.FromMinutes(1), 50));
        cluster.Health.ShouldBe(new HealthCheck(HealthCheckKind.Http, "/h", "c.example:8080", TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(3), 9, 10));
        cluster.Tls!.SubjectNames.ShouldBe(["b.example", "10.0.0.1"]);
        (cluster.Tls.Sni, cluster.Tls.CaFile).ShouldBe(("a.example", "/etc/ambassador-tls/secret/s/k.pem"));
        (cluster.Tls.CertificateFile, cluster.Tls.KeyFile).ShouldBe(("/etc/ambassador-tls/secret/own/tls.crt", "/etc/ambassador-tls/secret/own/tls.crt.key"));
    }

    [Theory]
    [InlineData("http://orders:80", "15s")]
    [InlineData("h2c://orders:80", "15s")]
    [InlineData("grpc://orders:80", "")]
    [InlineData("tcp://orders:80", "")]
    public void Waits_15_seconds_for_an_answer_to_begin_unless_it_may_be_long_in_coming_and_ends_none_that_has(string address, string limit)
    {
        var route = Composed.Model($"orders={address}").Listeners.Single().Routes.Single();
        route.Timeout.ShouldBeNull();
        var timeout = route.AnswerTimeout;
        (timeout is null ? "" : $"{timeout.Value.TotalSeconds}s").ShouldBe(limit);
    }

    [Theory]
    [InlineData("timeout=none", null)]
    [InlineData("timeout=0", null)]
    [InlineData("timeout=2s", 2)]
    public void Takes_a_stated_timeout_for_all_of_a_request_and_none_for_no_limit(string option, int? seconds)
    {
        var routes = Composed.Model($"a=http://b:80?{option}", $"8443=http://localhost:1?{option}").Listeners.SelectMany(listener => listener.Routes);
        routes.ShouldAllBe(route => route.AnswerTimeout == null && route.Timeout == (seconds == null ? null : TimeSpan.FromSeconds(seconds.Value)));
    }

    [Theory]
    [InlineData("a=https://b.example", "b.example", "b.example")]
    [InlineData("a=https://10.0.0.1", null, "10.0.0.1")]
    [InlineData("a=https://10.0.0.1?sni=b.example", "b.example", "b.example")]
    [InlineData("a=https://b.example?san=c.example", "b.example", "c.example")]
    public void Verifies_the_name_that_it_asks_for_unless_told_otherwise(string upstream, string? sni, string name)
    {
        var tls = Composed.Model(upstream).Clusters.Single().Tls!;
        tls.Sni.ShouldBe(sni);
        tls.SubjectNames.ShouldBe([name]);
    }

    [Theory]
    [InlineData("orders", "upstream 1 (line 1, column 1): \"orders\" is not name=address")]
    [InlineData("orders=orders:80", "(line 1, column 8): \"orders:80\" has no scheme")]
    [InlineData("a=http://b:80\n  orders=ftp://b", "upstream 2 (line 2, column 10): \"ftp\" is not a scheme")]
    [InlineData("a=http://b:80, Orders=http://b:80", "upstream 2 (line 1, column 16): \"Orders\" is not a name")]
    [InlineData("1a=http://b:80", "\"1a\" is not a name")]
    [InlineData("a@80=http://b:80", "(line 1, column 3): \"80\" is not a local port")]
    [InlineData("a@65536=http://b:80", "\"65536\" is not a local port")]
    [InlineData("a=tcp://b", "\"b\" has no port, and tcp has no usual one")]
    [InlineData("a=http://b:0", "has no port from 1 to 65535")]
    [InlineData("a=http://b:65536", "has no port from 1 to 65535")]
    [InlineData("a=http://b:+80", "has no port from 1 to 65535")]
    [InlineData("a=http://", "is not a server")]
    [InlineData("a=http://B:80", "is not a server")]
    [InlineData("a=http://b..c:80", "is not a server")]
    [InlineData("a=http://256.1.1.1:80", "is not a server")]
    [InlineData("a=http://::1:80", "is not a server")]
    [InlineData("a=http://[::1:80", "is not a server")]
    [InlineData("a=http://[b]:80|", "is not a server")]
    [InlineData("a=http://u@b:80", "is not a server")]
    [InlineData("a=http://b c:80", "is not a server")]
    [InlineData("a=http://b:80 backup", "has no port from 1 to 65535")]
    [InlineData("a=http://b:80|b:80", "\"b:80\" is there twice")]
    [InlineData("a=http://b:80*0", "\"0\" is not a weight")]
    [InlineData("a=http://b:80/api", "(line 1, column 14): \"/api\" is a path")]
    [InlineData("a=http://b:80?", "\"\" is not name=value")]
    [InlineData("a=http://b:80?retries", "\"retries\" is not name=value")]
    [InlineData("a=http://b:80?retires=3", "\"retires\" is not an option here; there are lb, timeout")]
    [InlineData("a=http://b:80?retries=3&retries=3", "(line 1, column 25): \"retries\" is there twice")]
    [InlineData("a=http://b:80?retries=11", "(line 1, column 23): retries: \"11\" is not a whole number from 0 to 10")]
    [InlineData("a=http://b:80?timeout=2", "\"2\" is not a duration")]
    [InlineData("a=http://b:80?timeout=-2s", "\"-2s\" is not a duration")]
    [InlineData("a=http://b:80?timeout=1.5ms", "\"1.5ms\" is not a duration")]
    [InlineData("a=http://b:80?timeout=25h", "\"25h\" is not a duration")]
    [InlineData("a=http://b:80?lb=hash:X-User", "\"hash:X-User\" is not round_robin")]
    [InlineData("a=http://b:80?lb=hash:a)b", "is not round_robin")]
    [InlineData("a=http://b:80?health=/a b", "is not tcp, grpc or a path")]
    [InlineData("a=http://b:80?health=/../x", "is not tcp, grpc or a path")]
    [InlineData("a=http://b:80?health=/x#", "is not tcp, grpc or a path")]
    [InlineData("a=http://b:80?health=/%[env(PATH)]", "is not tcp, grpc or a path")]
    [InlineData("a=http://b:80?health=grpc", "asks in a language that http does not speak")]
    [InlineData("a=http://b:80?host=a.b:x", "is not keep, a DNS name")]
    [InlineData("a=http://b:80?host=a'b", "is not keep, a DNS name")]
    [InlineData("a=http://b:80?sni=b.example", "option sni speaks of TLS, and http is plain")]
    [InlineData("a=tcp://b:80?timeout=1s", "option timeout speaks of requests, and tcp has none")]
    [InlineData("a=tcp://b:80?lb=hash:x", "lb: hash reads a header, and tcp has none")]
    [InlineData("a=tcp://b:80?rate=5", "\"rate\" is not an option here")]
    [InlineData("a=https://b.example?ca=secret/../../etc", "is not secret/NAME")]
    [InlineData("a=https://b.example?ca=secret/a/tls.key", "is not secret/NAME")]
    [InlineData("a=https://b.example?ca=/etc/ca.pem", "is not secret/NAME")]
    [InlineData("a=https://b.example?ca=secret/a/..", "is not secret/NAME")]
    [InlineData("a=https://b.example?cert=a/b", "is not the name of a Secret")]
    [InlineData("a=https://b.example?san=*.example", "is not a DNS name or IP address")]
    [InlineData("a=https://b.example|c.example", "which name their certificates carry must be said")]
    [InlineData("a=http://b:80?perTry=3s&timeout=2s", "perTry is longer than timeout")]
    [InlineData("a=http://b:80?ejectFor=3s", "add outlier=5")]
    [InlineData("a=http://b:80?healthInterval=3s", "add health=/healthz")]
    [InlineData("a=http://b:80?health=/x&healthInterval=1s&healthTimeout=2s", "healthTimeout is longer than healthInterval")]
    [InlineData("a=http://b:80?retries=0&perTry=1s", "retries is 0")]
    [InlineData("a=http://b:80,a=http://c:80", "upstream 2 (line 1, column 15): there is another upstream a")]
    [InlineData("a@15001=http://b:80,c@15001=http://c:80", "port 15001 is taken by another")]
    public void Names_the_place_the_value_and_the_rule(string upstreams, string expected) => Composed.Problem(upstreams).ShouldContain(expected);

    [Fact]
    public void Names_a_handful_of_mistakes_at_once() =>
        Composed.Problems(string.Join('\n', Enumerable.Range(0, 100).Select(_ => "nonsense"))).Length.ShouldBe(8);

    [Fact]
    public void Takes_64_upstreams_and_no_more()
    {
        Composed.Model(Upstreams(64)).Listeners.Length.ShouldBe(64);
        Composed.Problem(Upstreams(65)).ShouldContain("there are 65 upstreams, and 64 is the most");
    }

    private static string Upstreams(int count) => string.Join('\n', Enumerable.Range(0, count).Select(number => $"a{number}=http://b:80"));
}
