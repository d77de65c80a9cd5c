using System.Net;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>What is left when everything fails, and what a real HAProxy says of it.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly int _local = FreePort.Next();
    private readonly TestCertificates _certificates = new TestCertificates().WithSecret("web", "shop.example");

    private Uri Local => new($"http://127.0.0.1:{_local}/");

    [ProgramFact("haproxy", "nginx")]
    public async Task Leaves_out_no_server_when_it_would_be_the_last()
    {
        const string Answer = "location /bad { return 500; } location / { return 200 well; }";
        await using var a = await NginxBackend.StartAsync("", Answer);
        await using var b = await NginxBackend.StartAsync("", Answer);
        await using var proxy = await RunningHaProxy.StartAsync(null, ("upstreams", $"o@{_local}=http://127.0.0.1:{a.Port}|127.0.0.1:{b.Port}?outlier=3&ejectFor=10m"));
        (await Answers.GetManyAsync(new Uri(Local, "/bad"), 20)).WithStatus(HttpStatusCode.InternalServerError).ShouldBe(20);
        (await Answers.GetManyAsync(Local, 20)).StartingWith("well").ShouldBe(20, proxy.Log());
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Says_which_upstream_failed_and_why()
    {
        await using var secured = await NginxBackend.StartAsync("", "location / { return 500; }");
        var (refused, wrong) = (FreePort.Next(), FreePort.Next());
        var inbound = FreePort.Next();
        await using var proxy = await RunningHaProxy.StartAsync(
            _certificates,
            ("inbound", $"{inbound}=https://localhost:{secured.Port}?cert=web"),
            ("upstreams", $"orders@{_local}=http://127.0.0.1:{FreePort.Next()}?retries=0\nusers@{refused}=http://127.0.0.1:{secured.Port}\npay@{wrong}=https://127.0.0.1:{inbound}?ca=secret/ca&sni=other.example&retries=0"));
        await Answers.GetManyAsync(new Uri(Local, "/list?token=secret"), 1);
        await Answers.GetManyAsync(new Uri($"http://127.0.0.1:{refused}/"), 1);
        await Answers.GetManyAsync(new Uri($"http://127.0.0.1:{wrong}/"), 1);
        await Answers.UntilAsync(() => Task.FromResult(Array.TrueForAll(
            ["out.pay", $"in.{inbound} client="], line => proxy.Log().Contains(line, StringComparison.Ordinal))));
        var lines = proxy.Log().Split('\n');
        lines.ShouldContain(line => line.StartsWith("out.orders orders/s1 status=503 state=SC-- GET /list client=127.0.0.1:", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("out.users users/s1 status=500 state=---- GET / ", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("out.pay pay/s1 status=503 ", StringComparison.Ordinal) && line.Contains("certificate verify failed", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith($"in.{inbound} client=", StringComparison.Ordinal) && line.Contains("error=", StringComparison.Ordinal));
        proxy.Log().ShouldNotContain("secret");
    }

    [ProgramTheory("haproxy", "nginx")]
    [InlineData("errors", false)]
    [InlineData("all", true)]
    public async Task Says_what_went_well_only_where_asked(string log, bool expected)
    {
        await using var server = await NginxBackend.StartAsync("orders");
        var failing = FreePort.Next();
        await using var proxy = await RunningHaProxy.StartAsync(null, ("accessLog", log), ("upstreams", $"orders@{_local}=http://127.0.0.1:{server.Port}\nusers@{failing}=http://127.0.0.1:1?retries=0"));
        await Answers.GetAsync(Local);

        // What failed is logged in either case, and the log is in order.
        (await Answers.GetManyAsync(new Uri($"http://127.0.0.1:{failing}/"), 1)).WithStatus(HttpStatusCode.ServiceUnavailable).ShouldBe(1);
        await Answers.UntilAsync(() => Task.FromResult(proxy.Log().Contains("out.users users/s1 status=503", StringComparison.Ordinal)));
        proxy.Log().Contains("out.orders orders/s1 status=200", StringComparison.Ordinal).ShouldBe(expected);
        proxy.Log().ShouldNotContain("/ready");
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Says_once_that_a_server_is_down()
    {
        var server = await NginxBackend.StartAsync("orders");
        await using var proxy = await RunningHaProxy.StartAsync(null, ("upstreams", $"orders@{_local}=http://127.0.0.1:{server.Port}?health=tcp&healthInterval=50ms&healthTimeout=50ms"));
        await server.DisposeAsync();
        await Answers.UntilAsync(() => Task.FromResult(proxy.Log().Contains("backend 'orders' has no server available", StringComparison.Ordinal)));
        proxy.Log().Split("orders/s1 is DOWN").Length.ShouldBe(2, proxy.Log());
    }

    public void Dispose() => _certificates.Dispose();
}
