using System.Net;
using Injector.Server.Options;
using Injector.Server.Profiles;
using Injector.Server.Tests.Admission;
using Injector.Server.Tests.Certificates;
using Injector.Server.Tests.Hosting;
using Injector.Testing.Admission;

namespace Injector.Server.Tests.Profiles;

public sealed class DefaultProfilesTests
{
    [Fact]
    public async Task The_same_default_profile_twice_is_injected_once()
    {
        await using var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { DefaultProfiles = ["log-tail", "log-tail"] });

        using var answer = await webhook.ReviewAsync(AdmissionReviews.OfAPod().RequestingFor("true").ToBytes());

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var response = await MutateEndpointTests.ResponseOf(answer);
        response["allowed"]!.GetValue<bool>().ShouldBeTrue();
        response["auditAnnotations"]!["profiles"]!.GetValue<string>().ShouldBe("log-tail");
    }

    [Theory]
    [InlineData("log-tail,log-tail", true)]
    [InlineData(" log-tail , ,log-tail,", true)]
    [InlineData("true,log-tail", false)]
    [InlineData(",", false)]
    [InlineData("", false)]
    [InlineData("log-tail,nobody,nobody", false)]
    public async Task Odd_lists_of_a_pod_are_answered(string asked, bool allowed)
    {
        await using var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { DefaultProfiles = ["log-tail"] });

        using var answer = await webhook.ReviewAsync(AdmissionReviews.OfAPod().RequestingFor(asked).ToBytes());

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await MutateEndpointTests.ResponseOf(answer))["allowed"]!.GetValue<bool>().ShouldBe(allowed);
    }

    [Fact]
    public async Task One_that_does_not_exist_is_told_at_the_start_and_in_the_denial()
    {
        await using var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { DefaultProfiles = ["log-tail", "log-tial"] });

        using var answer = await webhook.ReviewAsync(AdmissionReviews.OfAPod().RequestingFor("true").ToBytes());

        var message = (await MutateEndpointTests.ResponseOf(answer))["status"]!["message"]!.GetValue<string>();
        message.ShouldStartWith(
            "unknown-profile: the pod's annotation injector.io/inject is \"true\", which stands for the configured default profiles, and of these log-tial is unknown; "
            + "have defaultProfiles in Injector's configuration corrected, or name profiles instead of \"true\"; did you mean log-tail? namespace shop has ");
        (await webhook.MetricsAsync()).ShouldContain("injector_default_profiles_unknown 1\n");
        (await webhook.Admin.GetStringAsync("/readyz?verbose")).ShouldContain("; of the default profiles these do not exist: log-tial\n");
        (await webhook.StopAndReadLogAsync()).ShouldContain(
            " warn  The default profile log-tial does not exist: pods with injector.io/inject: \"true\" are denied. Correct defaultProfiles, or add the profile; there are ");
    }

    [Fact]
    public async Task One_that_comes_and_goes_is_told_each_time()
    {
        using var folder = new TemporaryFolder();
        await using var webhook = await WebhookUnderTest.StartAsync(
            WebhookUnderTest.Options with { ProfilesDirectory = folder.Path, DefaultProfiles = ["own"], UnknownProfiles = UnknownProfileHandling.Skip });

        var file = folder.Write("own.yaml", """
            apiVersion: injector.io/v1alpha1
            kind: SidecarProfile
            metadata: {name: own}
            spec:
              description: A profile of one's own.
              sidecars: [{container: {name: own, image: busybox, command: [sleep, infinity]}}]
            """);
        webhook.Part<ProfileFeed>().Refresh();
        webhook.Part<ProfileFeed>().Refresh();
        (await webhook.MetricsAsync()).ShouldContain("injector_default_profiles_unknown 0\n");
        File.Delete(file);
        webhook.Part<ProfileFeed>().Refresh();

        (await webhook.MetricsAsync()).ShouldContain("injector_default_profiles_unknown 1\n");
        var log = await webhook.StopAndReadLogAsync();
        log.Split("The default profile own does not exist: pods with injector.io/inject: \"true\" go without it.").Length.ShouldBe(3);
        log.Split("The default profile own exists now").Length.ShouldBe(2);
    }
}
