using System.Text.Json.Nodes;
using Injector.Server.Tests.Certificates;
using Injector.Server.Tests.Cluster;
using Injector.Server.Tests.Hosting;
using Injector.Testing.FakeApiServer;

namespace Injector.Server.Tests.Profiles.Objects;

public sealed class ProfileObjectFeedTests
{
    private const string Good = """{"description":"d","sidecars":[{"container":{"name":"helper","image":"example.test/helper:1"}}]}""";
    private const string Bad = """{"description":"d","sidecars":[{"container":{"name":"helper","imagee":"example.test/helper:1"}}]}""";

    [Fact]
    public async Task Keeps_what_was_good_and_says_so_when_an_object_goes_bad()
    {
        await using var cluster = await FakeCluster.StartAsync();
        await using var webhook = await StartAsync(cluster);
        var watch = await cluster.ListAsync(FakeCluster.Object("helper", "9", Good));
        var good = await WrittenAsync(cluster);
        var profile = webhook.Running.Profiles.Find("helper", "shop").ShouldNotBeNull();

        await watch.SendEventsAsync(FakeCluster.Event("MODIFIED", FakeCluster.Object("helper", "11", Bad, good["status"], generation: 2)));
        var bad = await WrittenAsync(cluster);

        bad["metadata"]!["resourceVersion"]!.ToString().ShouldBe("11");
        var condition = bad["status"]!["conditions"]!.AsArray().ShouldHaveSingleItem()!;
        condition["status"]!.ToString().ShouldBe("False");
        condition["reason"]!.ToString().ShouldBe("Invalid");
        condition["message"]!.ToString().ShouldContain("spec.sidecars[0].container.imagee: Container has no field 'imagee'; did you mean 'image'?");
        bad["status"]!["observedGeneration"]!.GetValue<long>().ShouldBe(2);
        bad["status"]!["contentHash"]!.ToString().ShouldBe(profile.ContentHash);
        webhook.Running.Profiles.Find("helper", "shop").ShouldBeSameAs(profile);
        var metrics = await webhook.MetricsAsync();
        metrics.ShouldContain("injector_profile_objects{ready=\"false\"} 1\n");
        metrics.ShouldContain("injector_profile_objects{ready=\"true\"} 0\n");
        metrics.ShouldContain("injector_profile_load_errors 1\n");
        metrics.ShouldContain("injector_profile_reloads_total{result=\"failure\"} 1\n");
        (await webhook.StopAndReadLogAsync()).ShouldContain("stays in use: SidecarProfile shop/helper: spec.sidecars[0].container.imagee");
    }

    [Fact]
    public async Task Counts_from_zero_before_anything_has_happened()
    {
        await using var cluster = await FakeCluster.StartAsync();
        await using var webhook = await StartAsync(cluster);

        var metrics = await webhook.MetricsAsync();

        metrics.ShouldContain("injector_profile_reloads_total{result=\"failure\"} 0\n");
        metrics.ShouldContain("injector_certificate_reloads_total{result=\"failure\"} 0\n");
    }

    [Fact]
    public async Task Is_ready_without_the_definition_says_so_once_and_uses_profiles_when_it_comes()
    {
        await using var cluster = await FakeCluster.StartAsync();
        await using var webhook = await StartAsync(cluster);
        (await webhook.Admin.GetAsync("/readyz")).StatusCode.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);

        await (await cluster.NextAsync()).RefuseAsync(404, "NotFound");
        await (await cluster.NextAsync()).RefuseAsync(404, "NotFound");

        (await webhook.Admin.GetStringAsync("/readyz?verbose")).ShouldContain("sidecarprofiles: ok");
        var metrics = await webhook.MetricsAsync();
        metrics.ShouldNotContain("injector_watch_connected{resource=\"sidecarprofiles\"}", customMessage: "there is nothing to be connected to");
        metrics.ShouldContain("injector_watch_restarts_total{reason=\"absent\",resource=\"sidecarprofiles\"} ");
        await cluster.ListAsync(FakeCluster.Object("helper", "9", Good));
        await WrittenAsync(cluster);
        webhook.Running.Profiles.Find("helper", "shop").ShouldNotBeNull();
        (await webhook.StopAndReadLogAsync()).Split("does not define sidecarprofiles").Length.ShouldBe(2);
    }

    [Fact]
    public async Task An_object_of_the_own_namespace_takes_the_place_of_a_file_and_a_file_that_of_a_built_in()
    {
        using var folder = new TemporaryFolder();
        folder.Write("all.yaml", $"{File("helper")}\n---\n{File("log-tail")}");
        await using var cluster = await FakeCluster.StartAsync();
        await using var webhook = await StartAsync(cluster, folder.Path);

        var watch = await cluster.ListAsync(FakeCluster.Object("helper", "9", Good.Replace("\"d\"", "\"of the cluster\"", StringComparison.Ordinal), @namespace: "injector-system"));
        await WrittenAsync(cluster);

        webhook.Running.Profiles.Find("helper", "shop")!.Source.ShouldBe("SidecarProfile injector-system/helper");
        webhook.Running.Profiles.Find("log-tail", "shop")!.Source.ShouldEndWith("all.yaml");
        var page = JsonNode.Parse(await webhook.Admin.GetStringAsync("/profiles"))!;
        page["profiles"]!.AsArray().Count(profile => profile!["name"]!.ToString() == "helper").ShouldBe(1);

        await watch.SendEventsAsync(
            FakeCluster.Event("DELETED", FakeCluster.Object("helper", "12", Good, @namespace: "injector-system")),
            FakeCluster.Event("ADDED", FakeCluster.Object("another", "13", Good, @namespace: "injector-system")));
        await WrittenAsync(cluster);
        webhook.Running.Profiles.Find("helper", "shop")!.Source.ShouldEndWith("all.yaml");
        (await webhook.StopAndReadLogAsync()).ShouldContain("takes the place of the profile helper from ");
    }

    [Fact]
    public async Task Writes_no_status_that_stands_there_already()
    {
        await using var cluster = await FakeCluster.StartAsync();
        await using var webhook = await StartAsync(cluster);
        var watch = await cluster.ListAsync(FakeCluster.Object("helper", "9", Good));
        var status = (await WrittenAsync(cluster))["status"];

        // Another replica has written it; the second object's write comes after all that the first could have caused.
        await watch.SendEventsAsync(
            FakeCluster.Event("MODIFIED", FakeCluster.Object("helper", "11", Good, status)),
            FakeCluster.Event("ADDED", FakeCluster.Object("second", "12", Good)));

        (await cluster.NextWriteAsync()).Path.ShouldEndWith("/second/status");
        cluster.HasWrite.ShouldBeFalse();
    }

    [Fact]
    public async Task A_status_that_cannot_be_written_harms_nothing_and_is_tried_again()
    {
        await using var cluster = await FakeCluster.StartAsync();
        await using var webhook = await StartAsync(cluster);
        await cluster.ListAsync(FakeCluster.Object("helper", "9", Good));

        await (await cluster.NextWriteAsync()).RefuseAsync(403, "Forbidden", "may not");
        await (await cluster.NextWriteAsync()).RefuseAsync(409, "Conflict");
        await (await cluster.NextWriteAsync()).BreakAsync();
        await WrittenAsync(cluster);

        webhook.Running.Profiles.Find("helper", "shop").ShouldNotBeNull();
        (await webhook.Admin.GetStringAsync("/readyz")).Trim().ShouldBe("ok");
        var metrics = await webhook.MetricsAsync();
        metrics.ShouldContain("injector_profile_status_writes_total{result=\"failed\"} 2\n");
        metrics.ShouldContain("injector_profile_status_writes_total{result=\"outdated\"} 1\n");
        (await webhook.StopAndReadLogAsync()).Split("could not be written").Length.ShouldBe(2, "it is said once");
    }

    [Fact]
    public async Task An_object_that_is_nested_too_deeply_does_not_keep_the_others_out()
    {
        await using var cluster = await FakeCluster.StartAsync();
        await using var webhook = await StartAsync(cluster);
        var deep = $$"""{"files":[{"name":"f","content":{{string.Concat(Enumerable.Repeat("[", 500))}}{{string.Concat(Enumerable.Repeat("]", 500))}}}]}""";

        await cluster.ListAsync(FakeCluster.Object("deep", "8", deep), FakeCluster.Object("helper", "9", Good));
        JsonNode[] written = [await WrittenAsync(cluster), await WrittenAsync(cluster)];

        written.Select(one => one["status"]!["conditions"]![0]!["status"]!.ToString()).Order(StringComparer.Ordinal).ShouldBe(["False", "True"]);
        webhook.Running.Profiles.Find("helper", "shop").ShouldNotBeNull();
    }

    private static string File(string name) => $"{{apiVersion: injector.io/v1alpha1, kind: SidecarProfile, metadata: {{name: {name}}}, spec: {Good}}}";

    private static Task<WebhookUnderTest> StartAsync(FakeCluster cluster, string? profiles = null) => WebhookUnderTest.StartAsync(
        WebhookUnderTest.Options with { Kubeconfig = cluster.Kubeconfig, OwnNamespace = "injector-system", ProfilesDirectory = profiles });

    private static async Task<JsonNode> WrittenAsync(FakeCluster cluster)
    {
        FakeRequest write = await cluster.NextWriteAsync();
        write.Path.ShouldEndWith("/status");
        write.Headers["Content-Type"].ShouldStartWith("application/merge-patch+json");
        await write.AnswerAsync("{}");
        return JsonNode.Parse(write.Body)!;
    }
}
