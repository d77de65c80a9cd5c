using System.Text.Json.Nodes;
using Injector.Server.Snapshots;
using Injector.Server.Tests.Certificates;
using Injector.Server.Tests.Hosting;

namespace Injector.Server.Tests.Snapshots;

public sealed class ProfileFeedTests
{
    private const string Own = """
        apiVersion: injector.io/v1alpha1
        kind: SidecarProfile
        metadata: {name: own}
        spec:
          description: A profile of one's own.
          sidecars:
            - container:
                name: own
                image: busybox:1.37
                command: [sleep, infinity]
        """;

    [Fact]
    public async Task Adds_the_profiles_of_a_directory_to_the_built_in_ones()
    {
        using var folder = new TemporaryFolder();
        folder.Write("own.yaml", Own);

        await using var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { ProfilesDirectory = folder.Path });

        webhook.Running.Profiles.NamesFor("shop").ShouldContain("own");
        webhook.Running.Profiles.NamesFor("shop").ShouldContain("log-tail");
    }

    [Fact]
    public async Task Takes_changes_while_it_runs()
    {
        using var folder = new TemporaryFolder();
        await using var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { ProfilesDirectory = folder.Path });
        var before = webhook.Running.Profiles.NamesFor("shop");

        folder.Write("own.yaml", Own);
        webhook.Part<ProfileFeed>().Refresh();

        before.ShouldNotContain("own");
        webhook.Running.Profiles.NamesFor("shop").ShouldContain("own");
    }

    [Fact]
    public async Task Keeps_what_was_good_and_is_loud_when_a_change_is_bad()
    {
        using var folder = new TemporaryFolder();
        folder.Write("own.yaml", Own);
        await using var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { ProfilesDirectory = folder.Path });

        folder.Write("own.yaml", Own.Replace("image:", "imagine:", StringComparison.Ordinal));
        webhook.Part<ProfileFeed>().Refresh();

        webhook.Running.Profiles.NamesFor("shop").ShouldContain("own");
        var page = JsonNode.Parse(await webhook.Admin.GetStringAsync("/profiles"))!;
        page["errors"]!.AsArray().ShouldContain(error => error!.GetValue<string>().Contains("imagine"));
        page["profiles"]!.AsArray().ShouldContain(profile => profile!["name"]!.GetValue<string>() == "own");
        (await webhook.Admin.GetStringAsync("/readyz?verbose")).ShouldContain("/profiles lists them");
        var metrics = await webhook.MetricsAsync();
        metrics.ShouldMatch("(?m)^injector_profile_load_errors [1-9]");
        metrics.ShouldMatch("(?m)^injector_profile_reloads_total{result=\"failure\"} [1-9]");
        (await webhook.StopAndReadLogAsync()).ShouldContain("imagine");
    }
}
