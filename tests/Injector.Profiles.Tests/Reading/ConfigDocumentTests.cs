using Injector.Profiles.Reading;
using Injector.Testing.Mutations;

namespace Injector.Profiles.Tests.Reading;

/// <summary>What users write into <c>ambassador.injector.io/config</c>: a tree, or the place where it is wrong.</summary>
public sealed class ConfigDocumentTests
{
    private const string Annotation =
        """
        upstreams:
          orders: {url: 'http://orders.shop.svc:8080', retries: 3, split: [{to: a, weight: 0.5}]}
          pay: {url: "https://pay.example.com", timeout: 2s} # slow
        inbound:
          "8443": {url: http://localhost:8080}

        """;

    [Theory]
    [InlineData("a: [x,x#\nc: d", "line 2, column 1: ")]
    [InlineData("upstreams:\n  orders: {url: 'http://orders.shop.svc:8080'\n  pay: {url: 'https://pay.example.com'}\n", "line 3, column 3: ")]
    [InlineData("a: .inf", "line 1, column 1: ")]
    [InlineData("a: \"\\ud800\"", "line 1, column ")]
    public void Says_the_place_of_what_no_reader_can_read(string text, string place)
    {
        ConfigDocument.Read(text, out var error).ShouldBeNull();

        error.ShouldNotBeNull().ShouldStartWith(place);
    }

    [Fact]
    public void Every_slip_is_read_or_told_with_its_place()
    {
        foreach (var mutation in TextMutations.Of(Annotation, stride: 2))
        {
            var tree = ConfigDocument.Read(mutation.Text, out var error);
            (tree is null && error is null).ShouldBeFalse(mutation.Kind);
            (error is null || error.StartsWith("line ", StringComparison.Ordinal) || error.StartsWith("is empty", StringComparison.Ordinal)
                || error.StartsWith("has several documents", StringComparison.Ordinal)).ShouldBeTrue($"{mutation.Kind}: {error}");
        }
    }
}
