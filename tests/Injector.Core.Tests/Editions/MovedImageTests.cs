using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Core.Settings;
using Injector.Core.Snapshots;
using Injector.Profiles.BuiltIn;
using Injector.Profiles.Files;
using Injector.Testing.Golden;
using Injector.Testing.Released;

namespace Injector.Core.Tests.Editions;

/// <summary>A profile moves to an image of another name. Its older pods stay, also where sidecars are required.</summary>
public sealed class MovedImageTests
{
    [Fact]
    public void The_record_of_this_release_tells_that_the_profile_brought_the_image()
    {
        var pod = Injected();

        var result = Inject(pod, Profile("registry.example/new/shipper:2", ""));

        result.Decision.Reason.ShouldBe(ReasonCode.AlreadyInjected, GoldenCase.Describe(result));
        result.Patch.IsEmpty.ShouldBeTrue();
        result.Warnings.ShouldContain(warning => warning.ToString().StartsWith("outdated: logs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("registry.example/elsewhere/tail:2", "", true)]
    [InlineData("registry.example/new/shipper:2", "", false)]
    [InlineData("registry.example/new/shipper:2", "earlierImages: [registry.example/old/tail]", true)]
    [InlineData("registry.example/new/shipper:2", "earlierImages: ['tail:0.9']", true)]
    [InlineData("registry.example/new/shipper:2", "earlierImages: [registry.example/old/tailor]", false)]
    [InlineData("registry.example/new/shipper:2", "{overrides: [image], allowedImages: ['registry.example/old/*']}", true)]
    public void Of_0_1_0_whose_record_says_nothing_of_images_the_profile_tells(string image, string fields, bool stays)
    {
        var pod = Injected();
        var annotations = pod["metadata"]!["annotations"]!;
        var record = JsonNode.Parse((string)annotations["injector.io/status"]!)!.AsObject();
        record["version"] = "0.1.0";
        record.Remove("images");
        annotations["injector.io/status"] = record.ToJsonString();

        var result = Inject(pod, Profile(image, fields));

        (result.Decision is InjectionDecision.Skip { Code: ReasonCode.AlreadyInjected }).ShouldBe(stays, GoldenCase.Describe(result));
        (result.Decision is InjectionDecision.Deny { Code: ReasonCode.Conflict }).ShouldBe(!stays, GoldenCase.Describe(result));
    }

    [Fact]
    public void A_container_that_is_gone_is_told_and_denies_nobody()
    {
        var pod = Injected();
        pod["metadata"]!["annotations"]!["injector.io/status"] = ((string)pod["metadata"]!["annotations"]!["injector.io/status"]!).Replace("[\"ship\"]", "[\"rotate\",\"ship\"]", StringComparison.Ordinal);
        var more = "initContainers: [{container: {name: rotate, image: 'registry.example/old/rotate:1'}}]";

        var result = Inject(pod, Profile("registry.example/old/tail:2", more));

        result.Decision.Reason.ShouldBe(ReasonCode.AlreadyInjected, GoldenCase.Describe(result));
        result.Patch.IsEmpty.ShouldBeTrue();
        result.Warnings.ShouldContain(warning => warning.ToString().StartsWith("outdated: container rotate of logs", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_image_of_a_built_in_profile_of_an_earlier_release_is_known()
    {
        foreach (var release in Release.All)
        {
            foreach (var before in ProfileFiles.Load(release.PathOf("profiles/built-in"), []).Profiles)
            {
                var now = BuiltInProfiles.Load().Single(profile => profile.Name == before.Name);
                Names(before).Except(Names(now).Concat(now.EarlierImages.Select(Name))).ShouldBeEmpty($"{before.Name}: name them among its earlierImages");
            }
        }
    }

    private static IEnumerable<string> Names(SidecarProfile profile) =>
        profile.InitContainers.Concat(profile.Sidecars).Select(container => ((TemplateNode.Object)container.Container).Members.Single(member => member.Name == "image").Value)
            .OfType<TemplateNode.Literal>().Select(image => Name(image.Value.GetString()!));

    private static string Name(string image) => image.Split('@')[0].Split('/')[^1].Split(':')[0];

    private static JsonNode Injected()
    {
        var pod = JsonNode.Parse("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"t","annotations":{"injector.io/inject":"logs"}},"spec":{"containers":[{"name":"web","image":"registry.example/web:1"}]}}""")!;
        return RandomEditions.Patched(pod, Inject(pod, Profile("registry.example/old/tail:1", "")));
    }

    private static InjectionResult Inject(JsonNode pod, SidecarProfile profile)
    {
        var facts = NamespaceFacts.Unknown("shop");
        return RandomEditions.Inject(pod, new InjectionSnapshot
        {
            Profiles = ProfileCatalogue.Create([profile]),
            Namespaces = NamespaceDirectory.Create([facts with { Labels = facts.Labels.Add("injector.io/injection", "required") }]),
        });
    }

    private static SidecarProfile Profile(string image, string fields)
    {
        var more = (fields.StartsWith('{') ? fields[1..^1] : fields).Replace("], ", "]\n", StringComparison.Ordinal).Replace("\n", "\n  ", StringComparison.Ordinal);
        var load = ProfileText.Parse($$"""
            apiVersion: injector.io/v1alpha1
            kind: SidecarProfile
            metadata: {name: logs}
            spec:
              description: Ships logs.
              sidecars:
                - container: {name: ship, image: "{{image}}"}
            """ + (more.Length == 0 ? "" : $"\n  {more}"), "logs.yaml");
        load.Errors.ShouldBeEmpty();
        return load.Profiles.Single();
    }
}
