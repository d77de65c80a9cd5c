using Injector.Core.Planning.Containers;

namespace Injector.Core.Tests.Plans;

public sealed class LoopbackCallsTests
{
    [Theory]
    [InlineData("http://127.0.0.1:19100/orders", "127.0.0.1:19100")]
    [InlineData("curl -f LocalHost:19100", "LocalHost:19100")]
    [InlineData("http://127.0.0.1:80/ then http://user@localhost:19101", "localhost:19101")]
    [InlineData("--host localhost --port 19100", "localhost")]
    [InlineData("ORDERS=localhost, port 19101.", "localhost")]
    [InlineData("ORDERS=localhost, version 1.19100.2", null)]
    [InlineData("ORDERS=localhost,19101", "localhost")]
    [InlineData("http://localhost/", null)]
    [InlineData("http://127.0.0.1:8080", null)]
    [InlineData("http://127.0.0.1:191000", null)]
    [InlineData("http://127.0.0.10:19100", null)]
    [InlineData("http://10.127.0.0.1:19100", null)]
    [InlineData("http://localhost.shop.svc:19100", null)]
    [InlineData("http://not-localhost:19100", null)]
    [InlineData("http://localhost-2:19100", null)]
    [InlineData("http://[::1]:19100", null)]
    [InlineData("http://orders:19100", null)]
    public void Are_those_of_a_port_of_the_ambassador(string text, string? call) =>
        new LoopbackCalls([19100, 19101], hasDefaultPort: false).FirstIn([text]).ShouldBe(call);

    [Fact]
    public void Find_host_and_port_in_two_texts() =>
        new LoopbackCalls([19100], hasDefaultPort: false).FirstIn(["127.0.0.1", "19100"]).ShouldBe("127.0.0.1");

    [Theory]
    [InlineData("postgres://localhost/shop", "localhost")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("The files are on localhost.", "localhost")]
    [InlineData("127.0.0.1:8080", null)]
    [InlineData("localhost.shop.svc", null)]
    public void Need_no_port_where_the_user_chose_the_usual_one(string text, string? call) =>
        new LoopbackCalls([5432], hasDefaultPort: true).FirstIn([text]).ShouldBe(call);
}
