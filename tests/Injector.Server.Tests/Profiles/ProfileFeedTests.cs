using System.Text.Json.Nodes;
using Injector.Server.Profiles;
using Injector.Server.Tests.Certificates;
using Injector.Server.Tests.Hosting;
using Injector.Testing.Admission;

namespace Injector.Server.Tests.Profiles;

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

    public static TheoryData<string> BrokenTexts =>
    [
        Own.Replace("{name: own}", "{name: own", StringComparison.Ordinal),
        Own.Replace("A profile of one's own.", "[x,x#\nc: d", StringComparison.Ordinal),
        Own.Replace("[sleep, infinity]", "[sleep, infinity", StringComparison.Ordinal),
        Own.Replace("  sidecars:", "  ports: [{name: http, port: $(params.port)}]\n  sidecars:", StringComparison.Ordinal),
        Own.Replace("  sidecars:", "  ports: [{name: http, port: [80]}]\n  sidecars:", StringComparison.Ordinal),
        Own.Replace("  sidecars:", "  parameters: [{name: \"\"}]\n  sidecars:", StringComparison.Ordinal),
        Own.Replace("  sidecars:", "  parameters: {name: a}\n  sidecars:", StringComparison.Ordinal),
        Own.Replace("name: own\n", "name: *own\n", StringComparison.Ordinal),
        Own.Replace("busybox:1.37", "\"busybox\\U00110000\"", StringComparison.Ordinal),
        Own.Replace("busybox:1.37", "!<\0> a", StringComparison.Ordinal),
        Own + "\n\t- {",
        "%YAML 99999999999.1\n---\n" + Own,
        "- [{[{",
    ];

    /// <summary>YAML's scanner throws anything on malformed text, which once ended the loop that reads profiles, or the server.</summary>
    [Theory]
    [MemberData(nameof(BrokenTexts))]
    public async Task Serves_the_last_good_profile_whatever_its_text_becomes_and_takes_the_next_good_one(string broken)
    {
        using var folder = new TemporaryFolder();
        folder.Write("own.yaml", Own);
        await using var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { ProfilesDirectory = folder.Path });

        folder.Write("own.yaml", broken);
        webhook.Part<ProfileFeed>().Refresh();

        (await InjectedAsync(webhook)).ShouldContain("busybox:1.37");
        var metrics = await webhook.MetricsAsync();
        metrics.ShouldMatch("(?m)^injector_profile_reloads_total{result=\"failure\"} 1$");
        metrics.ShouldMatch("(?m)^injector_profile_load_errors [1-9]");
        JsonNode.Parse(await webhook.Admin.GetStringAsync("/profiles"))!["errors"]!.AsArray()
            .ShouldAllBe(error => System.Text.RegularExpressions.Regex.IsMatch(error!.GetValue<string>(), @"own\.yaml:[1-9]\d*:[1-9]\d*: "));

        folder.Write("own.yaml", Own.Replace("busybox:1.37", "busybox:1.38", StringComparison.Ordinal));
        webhook.Part<ProfileFeed>().Refresh();

        (await InjectedAsync(webhook)).ShouldContain("busybox:1.38");
        (await webhook.MetricsAsync()).ShouldMatch("(?m)^injector_profile_load_errors 0$");
    }

    private static async Task<string> InjectedAsync(WebhookUnderTest webhook)
    {
        using var answer = await webhook.ReviewAsync(AdmissionReviews.OfAPod().RequestingFor("own").ToBytes());
        var response = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["response"]!;
        return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(response["patch"]!.GetValue<string>()));
    }
}
