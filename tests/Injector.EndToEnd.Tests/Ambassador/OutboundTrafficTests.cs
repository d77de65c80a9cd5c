using System.Globalization;
using System.Net;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>Requests of an application to real nginx servers, through a real HAProxy.</summary>
public sealed class OutboundTrafficTests
{
    private readonly int _local = FreePort.Next();

    private Uri Local => new($"http://127.0.0.1:{_local}/");

    [ProgramFact("haproxy", "nginx")]
    public async Task Reaches_both_servers_in_turn_and_tells_the_application_where()
    {
        await using var a = await NginxBackend.StartAsync("a");
        await using var b = await NginxBackend.StartAsync("b");
        await using var proxy = await StartAsync($"orders@{_local}=http://127.0.0.1:{a.Port}|127.0.0.1:{b.Port}?host=orders.shop.svc");
        var url = new Uri(proxy.Pod.Variable("ORDERS_URL"));
        var answers = await Answers.GetManyAsync(new Uri(url, "/list?page=2"), 20);
        proxy.Pod.Variable("ORDERS_HOST").ShouldBe("127.0.0.1");
        proxy.Pod.Variable("ORDERS_PORT").ShouldBe(_local.ToString(CultureInfo.InvariantCulture));
        answers.Count("a|/list?page=2|orders.shop.svc|").ShouldBe(10);
        answers.Count("b|/list?page=2|orders.shop.svc|").ShouldBe(10);
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Checks_each_server_by_its_own_name()
    {
        await using var named = await NginxBackend.StartOnLocalhostAsync("location / { if ($host != localhost) { return 503; } return 200 named; }");
        await using var addressed = await NginxBackend.StartAsync("", "location / { if ($host != 127.0.0.1) { return 503; } return 200 addressed; }");
        await using var proxy = await StartAsync($"orders@{_local}=http://localhost:{named.Port}|127.0.0.1:{addressed.Port}?health=/&healthInterval=50ms&healthTimeout=50ms");

        await Answers.UntilAsync(async () =>
        {
            var metrics = await Answers.GetAsync(new Uri(proxy.Admin, "metrics"));
            return IsWell($"localhost:{named.Port}") && IsWell($"127.0.0.1:{addressed.Port}");

            bool IsWell(string name) =>
                metrics.Contains($"haproxy_server_check_status{{proxy=\"orders\",server=\"{name}\",state=\"L7OK\"}} 1", StringComparison.Ordinal);
        });
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Keeps_the_weights_of_servers()
    {
        await using var a = await NginxBackend.StartAsync("a");
        await using var b = await NginxBackend.StartAsync("b");
        await using var proxy = await StartAsync($"orders@{_local}=http://127.0.0.1:{a.Port}*3|127.0.0.1:{b.Port}");
        var answers = await Answers.GetManyAsync(Local, 40);
        (answers.StartingWith("a"), answers.StartingWith("b")).ShouldBe((30, 10));
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Loses_no_request_when_a_server_dies()
    {
        var a = await NginxBackend.StartAsync("a");
        await using var b = await NginxBackend.StartAsync("b");
        await using var proxy = await StartAsync($"orders@{_local}=http://127.0.0.1:{a.Port}|127.0.0.1:{b.Port}?retries=3");
        (await Answers.GetManyAsync(Local, 10)).StartingWith("a").ShouldBe(5);
        await a.DisposeAsync();
        var answers = await Answers.GetManyAsync(Local, 50);
        answers.StartingWith("b").ShouldBe(50, proxy.Log());
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Repeats_only_what_is_safe_to_repeat_unless_told_otherwise()
    {
        // 444 closes the connection after the request was read, so nobody knows whether it was carried out.
        await using var broken = await NginxBackend.StartAsync("", "location / { return 444; }");
        await using var well = await NginxBackend.StartAsync("well");
        var everything = FreePort.Next();
        var servers = $"http://127.0.0.1:{broken.Port}|127.0.0.1:{well.Port}";
        await using var proxy = await StartAsync($"orders@{_local}={servers}?retries=2\nall@{everything}={servers}?retries=2&retryMethods=all");
        (await Answers.SendManyAsync(HttpMethod.Get, Local, 20)).StartingWith("well").ShouldBe(20);
        (await Answers.SendManyAsync(HttpMethod.Put, Local, 20)).StartingWith("well").ShouldBe(20);

        // Each on a connection of its own: on one that is kept, HAProxy closes where it would answer 502, and the client may then try again by itself.
        (await Answers.SendManyAsync(HttpMethod.Post, Local, 20, ("Connection", "close"))).WithStatus(HttpStatusCode.BadGateway).ShouldBe(10);
        (await Answers.SendManyAsync(HttpMethod.Post, new Uri($"http://127.0.0.1:{everything}/"), 20, ("Connection", "close"))).StartingWith("well").ShouldBe(20);
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Leaves_out_a_server_that_keeps_failing()
    {
        await using var broken = await NginxBackend.StartAsync("", "location / { return 500 'broken'; }");
        await using var well = await NginxBackend.StartAsync("well");
        await using var proxy = await StartAsync($"orders@{_local}=http://127.0.0.1:{broken.Port}|127.0.0.1:{well.Port}?outlier=3&ejectFor=10m");
        var answers = await Answers.GetManyAsync(Local, 50);
        answers.WithStatus(HttpStatusCode.InternalServerError).ShouldBe(3, proxy.Log());
        answers.StartingWith("well").ShouldBe(47);
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Asks_servers_whether_they_are_well()
    {
        await using var ill = await NginxBackend.StartAsync("", NginxBackend.Answer("ill") + "location /healthz { return 503; }");
        await using var well = await NginxBackend.StartAsync("well");
        await using var proxy = await StartAsync(
            $"orders@{_local}=http://127.0.0.1:{ill.Port}|127.0.0.1:{well.Port}?health=/healthz&healthInterval=50ms&healthTimeout=50ms&unhealthyAfter=2");
        await Answers.UntilAsync(async () => (await Answers.GetManyAsync(Local, 10)).StartingWith("well") == 10);
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Sends_what_has_the_same_header_to_the_same_server()
    {
        await using var a = await NginxBackend.StartAsync("a");
        await using var b = await NginxBackend.StartAsync("b");
        await using var proxy = await StartAsync($"orders@{_local}=http://127.0.0.1:{a.Port}|127.0.0.1:{b.Port}?lb=hash:x-user");
        var used = new HashSet<char>();
        for (var user = 0; user < 40; user++)
        {
            var answers = await Answers.SendManyAsync(HttpMethod.Get, Local, 3, ("x-user", $"user-{user}"));
            answers.Bodies.Distinct().ShouldHaveSingleItem();
            used.Add(answers.Bodies[0][0]);
        }

        used.Count.ShouldBe(2);
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Splits_by_weight_and_routes_by_path()
    {
        await using var old = await NginxBackend.StartAsync("old");
        await using var fresh = await NginxBackend.StartAsync("new");
        await using var proxy = await RunningHaProxy.StartAsync(null, ("config", $$"""
            upstreams:
              orders:
                port: {{_local}}
                host: orders.example
                headers: {x-team: shop & co}
                routes:
                  - {path: /v2, url: 'http://127.0.0.1:{{fresh.Port}}', rewrite: /}
                  - {path: /kept, url: 'http://127.0.0.1:{{fresh.Port}}', rewrite: /moved/here}
                  - path: /
                    split:
                      - {url: 'http://127.0.0.1:{{old.Port}}', weight: 90}
                      - {url: 'http://127.0.0.1:{{fresh.Port}}', weight: 10}
            """));
        (await Answers.GetAsync(new Uri(Local, "/v2"))).ShouldBe("new|/|orders.example|shop & co");
        (await Answers.GetAsync(new Uri(Local, "/v2/list?x=1"))).ShouldBe("new|/list?x=1|orders.example|shop & co");
        (await Answers.GetAsync(new Uri(Local, "/kept/it"))).ShouldBe("new|/moved/here/it|orders.example|shop & co");

        // A fair draw of 1000 with one in ten misses 100 by more than 57, six standard deviations, once in 500 million.
        var answers = await Answers.GetManyAsync(new Uri(Local, "/v2x"), 1000);
        answers.StartingWith("new").ShouldBeInRange(43, 157);
        answers.StartingWith("old").ShouldBe(1000 - answers.StartingWith("new"));
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Tells_every_server_the_name_it_knows_itself_by()
    {
        await using var old = await NginxBackend.StartOnLocalhostAsync(NginxBackend.Answer("old"));
        await using var fresh = await NginxBackend.StartAsync("new");
        var many = FreePort.Next();
        await using var proxy = await RunningHaProxy.StartAsync(null, ("config", $$"""
            upstreams:
              many: {port: {{many}}, url: 'http://localhost:{{old.Port}}|127.0.0.1:{{fresh.Port}}'}
              split:
                port: {{_local}}
                routes:
                  - path: /
                    split:
                      - {url: 'http://127.0.0.1:{{old.Port}}', host: old.example, weight: 1}
                      - {url: 'http://127.0.0.1:{{fresh.Port}}', host: new.example, weight: 1}
            """));
        var inTurn = await Answers.GetManyAsync(new Uri($"http://127.0.0.1:{many}/"), 10);
        (inTurn.Count($"old|/|localhost:{old.Port}|"), inTurn.Count($"new|/|127.0.0.1:{fresh.Port}|")).ShouldBe((5, 5));

        // All hundred fall to one side once in 10 to the 30th.
        var drawn = await Answers.GetManyAsync(Local, 100);
        drawn.Bodies.Distinct().Order(StringComparer.Ordinal).ShouldBe(["new|/|new.example|", "old|/|old.example|"]);
    }

    private static Task<RunningHaProxy> StartAsync(string upstreams) => RunningHaProxy.StartAsync(null, ("upstreams", upstreams));
}
