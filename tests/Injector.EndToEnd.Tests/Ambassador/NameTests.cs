using System.Net;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>Servers that a real HAProxy finds by name, with a name server that answers, fails and is unreachable.</summary>
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
        await names.UntilQueriedAsync(12);
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
        await names.UntilQueriedAsync(12);
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

    [ProgramTheory("haproxy", "nginx")]
    [InlineData("http://redis-0.redis", "", "namespace cluster world", "namespace")]
    [InlineData("http://redis-0.redis", "", "namespace world", "namespace")]
    [InlineData("http://redis-0.redis", "", "cluster world", "cluster")]
    [InlineData("http://redis-0.redis", "", "world", "world")]
    [InlineData("http://redis-0.redis.stock", "", "cluster world", "cluster")]
    [InlineData("http://redis-0.redis", "?outlier=3", "namespace cluster world", "namespace")]
    [InlineData("http://redis-0.redis", "?outlier=3", "world", "world")]
    [InlineData("http://redis-0.redis", "?health=tcp&healthInterval=50ms&healthTimeout=50ms", "cluster world", "cluster")]
    [InlineData("http://redis-0.redis", "?health=tcp&healthInterval=50ms&healthTimeout=50ms", "world", "world")]
    [InlineData("tcp://redis-0.redis", "", "namespace cluster world", "namespace")]
    [InlineData("tcp://redis-0.redis", "", "world", "world")]
    public async Task Asks_the_first_of_several_servers_of_a_name_as_the_search_list_would(string address, string options, string existing, string expected)
    {
        await using var names = new NameServer();
        var port = FreePort.Next();
        await using var server = await StartPlacesAsync(port);
        foreach (var place in existing.Split(' '))
        {
            names.Names[Complete(address.Split("//")[1], place)] = Address(place);
        }

        await using var proxy = await StartAsync(names, $"{address}:{port}{options}");
        await names.UntilQueriedAsync(12);
        (await Answers.GetManyAsync(Local, 20)).Count(Address(expected)).ShouldBe(20, proxy.Log());
    }

    [ProgramTheory("haproxy", "nginx")]
    [InlineData("?health=tcp&healthInterval=50ms&healthTimeout=50ms&unhealthyAfter=1&healthyAfter=1")]
    [InlineData("?outlier=1&ejectFor=10m")]
    [InlineData("?outlier=1&ejectFor=10m&health=tcp&healthInterval=50ms&healthTimeout=50ms&unhealthyAfter=1")]
    [InlineData("?retries=3")]
    public async Task Sends_nothing_to_the_world_while_the_Service_is_down(string options)
    {
        await using var names = new NameServer();
        await using var world = await NginxBackend.StartAsync("world");
        names.Names[Name] = "127.0.0.9";
        names.Names["orders.shop"] = "127.0.0.1";
        await using var proxy = await StartAsync(names, $"http://orders.shop:{world.Port}{options}");
        await names.UntilQueriedAsync(12);
        (await Answers.GetManyAsync(Local, 10)).WithStatus(HttpStatusCode.ServiceUnavailable).ShouldBe(10, proxy.Log());
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Follows_a_name_into_the_cluster_and_out_of_it()
    {
        await using var names = new NameServer();
        var port = FreePort.Next();
        await using var server = await StartPlacesAsync(port);
        names.Names["orders.shop"] = Address("world");
        await using var proxy = await RunningHaProxy.StartRequestingChangedAsync(
            names, text => text.Replace("hold nx 10m", "hold nx 300ms", StringComparison.Ordinal), ("upstreams", $"a@{_local}=http://orders.shop:{port}"));
        (await Answers.GetAsync(Local)).ShouldBe(Address("world"));

        names.Names[Name] = Address("cluster");
        await Answers.UntilAsync(async () => await Answers.GetAsync(Local) == Address("cluster"));
        names.Names.Remove(Name, out _);
        await Answers.UntilAsync(async () => await Answers.GetAsync(Local) == Address("world"));
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Balances_over_short_names_and_others_and_tells_each_server_what_the_user_calls_it()
    {
        await using var names = new NameServer();
        var port = FreePort.Next();
        await using var server = await StartPlacesAsync(port, "$http_host");
        (names.Names["redis-0.redis.shop.svc.cluster.local"], names.Names["redis-1.redis.shop.svc.cluster.local"]) = ("127.0.0.1", "127.0.0.2");
        names.Names["redis-0.redis"] = "127.0.0.3";
        await using var proxy = await StartAsync(names, $"http://redis-0.redis:{port}|redis-1.redis:{port}|127.0.0.1:{port}");
        await names.UntilQueriedAsync(12);
        var answers = await Answers.GetManyAsync(Local, 30);
        foreach (var host in (string[])["redis-0.redis", "redis-1.redis", "127.0.0.1"])
        {
            answers.Count($"{host}:{port}").ShouldBe(10, string.Join(' ', answers.Bodies));
        }
    }

    [ProgramTheory("haproxy", "nginx")]
    [InlineData("orders.shop", Name)]
    [InlineData("orders.shop.svc", "orders.shop.svc")]
    [InlineData("orders.shop", "orders.shop.svc")]
    public async Task Asks_both_of_two_servers_of_one_complete_name(string first, string second)
    {
        await using var names = new NameServer();
        await using var a = await NginxBackend.StartAsync("", "location / { return 200 $server_port/$http_host; }");
        await using var b = await NginxBackend.StartAsync("", "location / { return 200 $server_port/$http_host; }");
        names.Names[Name] = "127.0.0.1";
        await using var proxy = await StartAsync(names, $"http://{first}:{a.Port}|{second}:{b.Port}|localhost:{b.Port}");
        await names.UntilQueriedAsync(12);
        var answers = await Answers.GetManyAsync(Local, 30);
        answers.Count($"{a.Port}/{first}:{a.Port}").ShouldBe(10, proxy.Log());
        answers.Count($"{b.Port}/{second}:{b.Port}").ShouldBe(10, proxy.Log());
    }

    [ProgramFact("haproxy", "nginx")]
    public async Task Takes_a_server_by_a_short_name_beside_the_same_by_its_complete_one()
    {
        await using var names = new NameServer();
        await using var server = await NginxBackend.StartAsync("", "location / { return 200 $http_host; }");
        names.Names[Name] = "127.0.0.1";
        await using var proxy = await StartAsync(names, $"http://orders.shop:{server.Port}|{Name}:{server.Port}");
        await names.UntilQueriedAsync(12);
        var answers = await Answers.GetManyAsync(Local, 20);
        answers.Count($"orders.shop:{server.Port}").ShouldBe(10, proxy.Log());
        answers.Count($"{Name}:{server.Port}").ShouldBe(10, proxy.Log());
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

    /// <summary>A server at the address of each place, which answers with that address.</summary>
    private static Task<NginxBackend> StartPlacesAsync(int port, string answer = "$server_addr") =>
        NginxBackend.StartAsync(port, "", $"listen 127.0.0.2:{port}; listen 127.0.0.3:{port}; location / {{ return 200 {answer}; }}");

    private static string Address(string place) => place switch
    {
        "namespace" => "127.0.0.1",
        "cluster" => "127.0.0.2",
        _ => "127.0.0.3",
    };

    private static string Complete(string name, string place) => place switch
    {
        "namespace" => $"{name}.shop.svc.cluster.local",
        "cluster" => $"{name}.svc.cluster.local",
        _ => name,
    };

    private Task<RunningHaProxy> StartAsync(NameServer names, string address) => RunningHaProxy.StartRequestingAsync(names, ("upstreams", $"a@{_local}={address}"));
}
