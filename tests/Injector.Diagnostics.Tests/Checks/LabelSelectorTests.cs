using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Tests.Checks;

public sealed class LabelSelectorTests
{
    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal) { ["app"] = "web", ["tier"] = "front" };

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"matchLabels": {"app": "web"}}""", true)]
    [InlineData("""{"matchLabels": {"app": "api"}}""", false)]
    [InlineData("""{"matchLabels": {"zone": ""}}""", false)]
    [InlineData("""{"matchExpressions": [{"key": "app", "operator": "In", "values": ["api", "web"]}]}""", true)]
    [InlineData("""{"matchExpressions": [{"key": "zone", "operator": "In", "values": ["a"]}]}""", false)]
    [InlineData("""{"matchExpressions": [{"key": "app", "operator": "NotIn", "values": ["web"]}]}""", false)]
    [InlineData("""{"matchExpressions": [{"key": "zone", "operator": "NotIn", "values": ["a"]}]}""", true)]
    [InlineData("""{"matchExpressions": [{"key": "tier", "operator": "Exists"}]}""", true)]
    [InlineData("""{"matchExpressions": [{"key": "tier", "operator": "DoesNotExist"}]}""", false)]
    [InlineData("""{"matchLabels": {"app": "web"}, "matchExpressions": [{"key": "zone", "operator": "Exists"}]}""", false)]
    public void Selects_as_the_API_server_does(string selector, bool expected) =>
        new LabelSelector(GoodCluster.Json(selector)).Selects(Labels).ShouldBe(expected);

    [Fact]
    public void No_selector_selects_everything() => new LabelSelector(null).Selects(Labels).ShouldBeTrue();
}
