using System.Net;
using Injector.Server.Hosting;
using Injector.Testing;

namespace Injector.Server.Tests.Hosting;

public sealed class ConnectionAgeTests
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(10);

    private readonly ManualTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Keeps_a_client_on_its_connection_until_that_is_old(string version)
    {
        await using var webhook = await StartAsync();
        using var client = new CountingClient(webhook, Version.Parse(version));
        await client.ReviewAsync();

        _time.Advance((Age * 0.8) - TimeSpan.FromSeconds(1));
        await client.ReviewAsync();
        await client.ReviewAsync();
        client.Connections.ShouldBe(1);

        // It is still answered on the old connection, then moves to another, once.
        _time.Advance(Age * 0.5);
        await client.ReviewAsync();
        client.Connections.ShouldBe(1);
        await client.ReviewUntilMovedAsync();
        await client.ReviewAsync();
        client.Connections.ShouldBe(2);
    }

    [Fact]
    public async Task Says_so_in_the_header_of_HTTP_1_1()
    {
        await using var webhook = await StartAsync();
        using var client = new CountingClient(webhook, HttpVersion.Version11);

        var first = await client.ReviewAsync();
        _time.Advance(Age * 1.3);
        var old = await client.ReviewAsync();
        var again = await client.ReviewAsync();

        first.ShouldBeFalse();
        old.ShouldBeTrue();
        again.ShouldBeFalse();
    }

    private Task<WebhookUnderTest> StartAsync() =>
        WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { ConnectionAge = Age }, new WebhookOverrides { Time = _time, Variable = static _ => null });
}
