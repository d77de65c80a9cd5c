using System.Net;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>Servers that a real HAProxy finds by name, with a name server that answers, fails and is away.</summary>
public sealed class NameTests
{
    private const string Name = "orders.shop.svc.cluster.local";
    private readonly int _local = FreePort.Next();

    private Uri Local => new($"http://127.0.0.1:{_local}/");

    [ProgramTheory("haproxy", "nginx")]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Keeps_the_last_address_whatever_fails(int failure)
    {
        await using var names = new NameServer();
        await using var server = await NginxBackend.StartAsync("orders");
        names.Names[Name] = "127.0.0.1";
        await using var proxy = await StartAsync(names, $"http://orders.shop.svc:{server.Port}");
        (await Answers.GetAsync(Local)).ShouldStartWith("orders");

        names.Failure = failure;
        await names.UntilAskedAsync(12);
        (await Answers.GetManyAsync(Local, 5)).StartingWith("orders").ShouldBe(5, proxy.Log());
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Keeps_the_last_address_of_a_name_that_has_none_any_more()
    {
        await using var names = new NameServer();
        await using var server = await NginxBackend.StartAsync("orders");
        names.Names[Name] = "127.0.0.1";
        await using var proxy = await StartAsync(names, $"http://orders.shop.svc:{server.Port}");
        names.Names[Name] = "";
        await names.UntilAskedAsync(12);
        (await Answers.GetManyAsync(Local, 5)).StartingWith("orders").ShouldBe(5, proxy.Log());
    }

    [ProgramTheory("haproxy", "nginx")]
    [InlineData("reports", "reports.shop.svc.cluster.local")]
    [InlineData("redis-0.redis", "redis-0.redis.shop.svc.cluster.local")]
    [InlineData("redis-0.redis.stock", "redis-0.redis.stock.svc.cluster.local")]
    [InlineData("orders.stock", "orders.stock.svc.cluster.local")]
    [InlineData("github.test", "github.test")]
    [InlineData("github.test.", "github.test")]
    [InlineData("pay.example.test", "pay.example.test")]
    [InlineData("orders.stock.svc", "orders.stock.svc.cluster.local")]
    public async Task Finds_by_a_short_name_what_the_pod_would(string written, string complete)
    {
        await using var names = new NameServer();
        await using var server = await NginxBackend.StartAsync("found");
        names.Names[complete] = "127.0.0.1";
        await using var proxy = await StartAsync(names, $"http://{written}:{server.Port}");
        (await Answers.GetManyAsync(Local, 4)).StartingWith("found").ShouldBe(4, proxy.Log());
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Starts_without_a_name_server_and_finds_names_when_it_is_there()
    {
        await using var names = new NameServer();
        await using var server = await NginxBackend.StartAsync("orders");
        names.Failure = -1;
        names.Names[Name] = "127.0.0.1";
        var other = FreePort.Next();
        await using var proxy = await StartAsync(names, $"http://orders.shop.svc:{server.Port}\nb@{other}=http://127.0.0.1:{server.Port}");
        (await Answers.GetAsync(new Uri($"http://127.0.0.1:{other}/"))).ShouldStartWith("orders");
        (await Answers.GetManyAsync(Local, 1)).WithStatus(HttpStatusCode.ServiceUnavailable).ShouldBe(1);

        names.Failure = 0;
        await Answers.UntilAsync(async () => (await Answers.GetManyAsync(Local, 1)).WithStatus(HttpStatusCode.OK) == 1);
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Follows_a_server_that_moves_by_its_own_name_or_through_another()
    {
        await using var names = new NameServer();
        var port = FreePort.Next();
        await using var server = await NginxBackend.StartAsync(port, "", $"listen 127.0.0.2:{port}; location / {{ return 200 $server_addr; }}");
        names.Names["db-0.db.shop.svc.cluster.local"] = "127.0.0.1";
        names.Names["ext.shop.svc.cluster.local"] = "world.example.test";
        names.Names["world.example.test"] = "127.0.0.1";
        var external = FreePort.Next();
        await using var proxy = await StartAsync(names, $"http://db-0.db:{port}\next@{external}=http://ext:{port}");
        (await Answers.GetAsync(Local)).ShouldBe("127.0.0.1");

        names.Names["db-0.db.shop.svc.cluster.local"] = "127.0.0.2";
        names.Names["world.example.test"] = "127.0.0.2";
        foreach (var address in new[] { Local, new Uri($"http://127.0.0.1:{external}/") })
        {
            await Answers.UntilAsync(async () => await Answers.GetAsync(address) == "127.0.0.2");
        }
    }

    private Task<RunningHaProxy> StartAsync(NameServer names, string address) => RunningHaProxy.StartAskingAsync(names, ("upstreams", $"a@{_local}={address}"));
}
