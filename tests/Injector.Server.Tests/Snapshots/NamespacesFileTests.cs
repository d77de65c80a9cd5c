using Injector.Server.Options;
using Injector.Server.Snapshots;
using Injector.Server.Tests.Admission;
using Injector.Server.Tests.Certificates;
using Injector.Server.Tests.Hosting;
using Injector.Testing.Admission;

namespace Injector.Server.Tests.Snapshots;

public sealed class NamespacesFileTests
{
    private const string Shop = """
        apiVersion: v1
        kind: Namespace
        metadata:
          name: shop
          creationTimestamp: 2026-01-01T00:00:00Z
          labels: {team: sales}
          annotations:
            injector.io/inject: log-tail
        """;

    [Fact]
    public void Reads_labels_and_annotations()
    {
        var shop = NamespacesFile.Parse(Shop, "ns.yaml").Find("shop");

        shop.Labels.ShouldBe([new("team", "sales")]);
        shop.Annotations.ShouldBe([new("injector.io/inject", "log-tail")]);
    }

    [Fact]
    public void Reads_lists_and_several_documents()
    {
        var directory = NamespacesFile.Parse(
            Shop + "\n---\nkind: List\nitems:\n- {kind: Namespace, metadata: {name: a, labels: {x: '1'}}}\n- {kind: Namespace, metadata: {name: b}}\n",
            "ns.yaml");

        directory.Find("shop").Labels.Count.ShouldBe(1);
        directory.Find("a").Labels.ShouldBe([new("x", "1")]);
        directory.Find("b").Labels.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("kind: Pod", "'Pod'")]
    [InlineData("kind: Namespace", "metadata.name")]
    [InlineData("just text", "not a Namespace")]
    [InlineData("{kind: Namespace, metadata: {name: a, labels: {x: 1}}}", "put it in quotes")]
    [InlineData("{", "not YAML")]
    public void Says_what_is_wrong(string text, string expected) =>
        Should.Throw<StartupException>(() => NamespacesFile.Parse(text, "ns.yaml")).Message.ShouldContain(expected);

    [Fact]
    public async Task Lets_a_namespace_ask_for_its_pods()
    {
        using var folder = new TemporaryFolder();
        var options = WebhookUnderTest.Options with { NamespacesFile = folder.Write("ns.yaml", Shop) };
        await using var webhook = await WebhookUnderTest.StartAsync(options);

        using var inShop = await webhook.ReviewAsync(AdmissionReviews.OfAPod().In("shop").ToBytes());
        using var elsewhere = await webhook.ReviewAsync(AdmissionReviews.OfAPod().In("elsewhere").ToBytes());

        (await MutateEndpointTests.ResponseOf(inShop)).ContainsKey("patch").ShouldBeTrue();
        (await MutateEndpointTests.ResponseOf(elsewhere)).ContainsKey("patch").ShouldBeFalse();
    }
}
