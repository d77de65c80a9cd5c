using Injector.Server.Admission.Requests;

namespace Injector.Server.Tests.Admission.Requests;

public sealed class ReviewDeadlineTests
{
    [Theory]
    [InlineData(null, 5)]
    [InlineData("", 5)]
    [InlineData("?", 5)]
    [InlineData("?timeout=5s", 5)]
    [InlineData("?timeout=10s", 10)]
    [InlineData("?timeout=1m0s", 30)]
    [InlineData("?timeout=30s", 30)]
    [InlineData("?timeout=0s", 1)]
    [InlineData("?timeout=1ms", 1)]
    [InlineData("?timeout=-3s", 5)]
    [InlineData("?timeout=", 5)]
    [InlineData("?timeout", 5)]
    [InlineData("?timeout=soon", 5)]
    [InlineData("?timeout=99999999999999999999999999999999h", 5)]
    [InlineData("?timeout=999999999999999999h", 5)]
    [InlineData("?timeout=99999h", 30)]
    [InlineData("?dryRun=true&timeout=7s", 7)]
    [InlineData("?timeout=soon&timeout=7s", 7)]
    [InlineData("?xtimeout=7s", 5)]
    [InlineData("?timeout=%31s", 5)]
    [InlineData("?timeout=\uD800", 5)]
    public void Is_what_the_query_says_within_what_Kubernetes_allows(string? query, int seconds) =>
        ReviewDeadline.Timeout(query).ShouldBe(TimeSpan.FromSeconds(seconds));
}
