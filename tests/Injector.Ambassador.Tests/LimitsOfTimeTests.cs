namespace Injector.Ambassador.Tests;

/// <summary>How people say that something may take as long as it takes.</summary>
public sealed class LimitsOfTimeTests
{
    [Theory]
    [InlineData("none")]
    [InlineData("0")]
    [InlineData("0s")]
    public void Are_lifted_by_none_and_nothing(string none)
    {
        var model = Composed.Model($"a=http://b:80?timeout={none}&perTry={none}&idle={none}", $"8443=http://localhost:80?timeout={none}&idle={none}");

        foreach (var route in model.Listeners.SelectMany(listener => listener.Routes))
        {
            (route.Timeout, route.AnswerTimeout, route.Retry.PerTryTimeout).ShouldBe((null, null, null));
        }

        model.Clusters.ShouldAllBe(cluster => cluster.IdleTimeout == TimeSpan.FromDays(24));
        model.Listeners.ShouldAllBe(listener => listener.IdleTimeout == TimeSpan.FromDays(24));
    }

    [Fact]
    public void Are_lifted_in_a_route_where_the_upstream_has_them()
    {
        var routes = Composed.Model("", config: """
            {"upstreams": {"a": {"url": "http://b:80", "timeout": "5s", "perTry": "1s", "routes": [{"path": "/events", "url": "http://b:80", "timeout": 0, "perTry": "none"}]}}}
            """).Listeners[0].Routes;

        Of("/events").ShouldBe((null, null, null));
        Of("/").ShouldBe((TimeSpan.FromSeconds(5), null, TimeSpan.FromSeconds(1)));

        (TimeSpan?, TimeSpan?, TimeSpan?) Of(string path) =>
            routes.Single(route => route.Path == path) is var found ? (found.Timeout, found.AnswerTimeout, found.Retry.PerTryTimeout) : default;
    }

    [Theory]
    [InlineData("http", "00:00:15")]
    [InlineData("https", "00:00:15")]
    [InlineData("h2c", "00:00:15")]
    [InlineData("grpc", null)]
    [InlineData("grpcs", null)]
    [InlineData("tcp", null)]
    public void Unsaid_hold_for_the_beginning_of_an_answer_alone(string scheme, string? expected)
    {
        var route = Composed.Model($"a={scheme}://b:80").Listeners[0].Routes[0];

        route.Timeout.ShouldBeNull();
        route.AnswerTimeout.ShouldBe(expected is null ? null : TimeSpan.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
        Composed.Model("", $"8443={(scheme is "https" or "grpcs" ? "http" : scheme)}://localhost:80").Listeners[0].Routes[0].ShouldSatisfyAllConditions(
            inbound => inbound.Timeout.ShouldBeNull(), inbound => inbound.AnswerTimeout.ShouldBeNull());
    }

    [Theory]
    [InlineData("perTry=20s")]
    [InlineData("perTry=6s&retries=5")]
    [InlineData("perTry=20s&timeout=none")]
    public void Of_one_try_need_none_of_all_of_them(string options)
    {
        var model = Composed.Model($"a=http://b:80?{options}");
        EngineCatalogue.All.SelectMany(engine => engine.Refusals(model)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("connect=none")]
    [InlineData("timeout=-1s")]
    [InlineData("timeout=never")]
    [InlineData("idle=25h")]
    public void Are_not_lifted_by_other_words(string option) =>
        Composed.Problem($"a=http://b:80?{option}").ShouldContain("is not a duration from 1ms to 24h");

    [Fact]
    public void Of_a_connection_leave_a_TLS_handshake_time() =>
        Composed.Model("a=https://b:443", "8443=http://localhost:80").Clusters.ShouldAllBe(cluster => cluster.ConnectTimeout == TimeSpan.FromSeconds(5));
}
