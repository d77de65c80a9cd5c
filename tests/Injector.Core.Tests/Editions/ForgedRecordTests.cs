using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Testing.Golden;

namespace Injector.Core.Tests.Editions;

/// <summary>Tenants write a record themselves, and beside it containers that have our names and are something else.</summary>
public sealed class ForgedRecordTests
{
    private static readonly Dictionary<string, Action<JsonObject>> Forgeries = new(StringComparer.Ordinal)
    {
        ["another image"] = static container => container["image"] = "evil.example/fake:1",
        ["another tag"] = static container => container["image"] = $"{((string)container["image"]!).Split('@')[0]}-old",
        ["another command"] = static container => container["command"] = new JsonArray("sleep", "infinity"),
        ["other arguments"] = static container => container["args"] = new JsonArray("--nothing"),
        ["more rights"] = static container => container["securityContext"] = JsonNode.Parse("""{"privileged":true}"""),
        ["a capability"] = static container => container["securityContext"] = JsonNode.Parse("""{"capabilities":{"add":["SYS_ADMIN"]}}"""),
        ["a program in a hook"] = static container => container["lifecycle"] = JsonNode.Parse("""{"postStart":{"exec":{"command":["sh","-c","evil"]}}}"""),
        ["a program in a probe"] = static container => container["livenessProbe"] = JsonNode.Parse("""{"exec":{"command":["sh","-c","evil"]}}"""),
        ["a working directory"] = static container => container["workingDir"] = "/evil",
    };

    /// <summary>Records under which only the image is looked at: what an earlier edition said otherwise cannot be known, and without a record decision 0006 holds.</summary>
    private static readonly Dictionary<string, Func<string, string?>> Records = new(StringComparer.Ordinal)
    {
        ["of another edition"] = static record => With(record, "profiles", static profiles => new JsonObject(profiles.AsObject().Select(static profile => KeyValuePair.Create(profile.Key, (JsonNode?)"0123456789ab")))),
        ["of another release"] = static record => With(record, "version", static _ => "0.0.9"),
        ["of 0.1.0"] = static record => Without(Without(With(record, "version", static _ => "0.1.0"), "inputs"), "images"),
        ["without images"] = static record => Without(record, "images"),
        ["without profiles"] = static record => Without(record, "profiles"),
        ["empty"] = static _ => "{}",
        ["unreadable"] = static _ => "{",
        ["none"] = static _ => null,
    };

    public static IEnumerable<object[]> OfTheSameEdition => Forgeries.Keys.Select(static forgery => new object[] { forgery });

    public static IEnumerable<object[]> OfAnother => Records.Keys.Select(static record => new object[] { record });

    [Theory]
    [MemberData(nameof(OfTheSameEdition))]
    public void Under_a_record_of_the_present_edition_each_field_counts(string forgery) => ShouldNotCount(forgery, static record => record);

    [Theory]
    [MemberData(nameof(OfAnother))]
    public void Under_any_record_an_image_that_no_edition_brings_is_no_sidecar(string record) => ShouldNotCount("another image", Records[record]);

    private static void ShouldNotCount(string forgery, Func<string, string?> change)
    {
        var seen = 0;
        foreach (var injected in InjectedPod.OfThisRelease.Where(one => one.Own.Length > 0))
        {
            foreach (var name in injected.Own)
            {
                var pod = injected.Pod.DeepClone();
                Forgeries[forgery](InjectedPod.Containers(pod).Single(container => (string)container["name"]! == name));
                SetRecord(pod, injected.Golden.Snapshot.Settings.Keys.Status, change);
                if (IsUnchanged(injected, pod, name))
                {
                    continue;
                }

                var required = injected.Golden.Inject(pod, injected.Required(injected.Golden.Snapshot));
                var ordinary = injected.Golden.Inject(pod);

                var about = $"{injected.Golden.Name}, {name}: ";
                required.Decision.ShouldBeOfType<InjectionDecision.Deny>(about + GoldenCase.Describe(required)).Code.ShouldBe(ReasonCode.Conflict);
                (ordinary.Decision.Reason is ReasonCode.Unverified or ReasonCode.Conflict).ShouldBeTrue(about + GoldenCase.Describe(ordinary));
                ordinary.Patch.IsEmpty.ShouldBeTrue(about);
                (ordinary.Decision is InjectionDecision.Deny || !ordinary.Warnings.IsEmpty).ShouldBeTrue(about);
                seen++;
            }
        }

        seen.ShouldBeGreaterThan(20);
    }

    [Theory]
    [InlineData("evil.example/fake:1", """{"version":"0.1.0","mode":"native","profiles":{"log-tail":"2e976505fc92"},"initContainers":["log-tail"]}""")]
    [InlineData("evil.example/fake:1", """{"version":"0.1.0","mode":"native","profiles":{"log-tail":"2e976505fc92"},"initContainers":["other","log-tail"]}""")]
    [InlineData("evil.example/fake:1", """{"version":"9.9.9","profiles":{"log-tail":"0"},"containers":["log-tail"]}""")]
    [InlineData("registry.example/app:1", """{"version":"0.1.0","profiles":{"log-tail":"0"},"containers":["app"]}""")]
    public void A_record_of_another_edition_does_not_make_any_image_a_sidecar(string image, string record)
    {
        var golden = GoldenCase.Load("adds-a-sidecar");
        var pod = JsonNode.Parse("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"t","annotations":{"injector.io/inject":"log-tail"}},"spec":{"containers":[{"name":"app","image":"registry.example/app:1"}],"initContainers":[{"name":"log-tail","restartPolicy":"Always"}]}}""")!;
        pod["metadata"]!["annotations"]!["injector.io/status"] = record;
        pod["spec"]!["initContainers"]![0]!["image"] = image;

        var required = golden.Inject(pod, new InjectedPod(golden, pod, []).Required(golden.Snapshot));

        required.Decision.ShouldBeOfType<InjectionDecision.Deny>(GoldenCase.Describe(required)).Code.ShouldBe(ReasonCode.Conflict);
    }

    // A forgery may be what the profile says itself, such as a profile with that command or with all rights.
    private static bool IsUnchanged(InjectedPod injected, JsonNode pod, string name)
    {
        var now = InjectedPod.Containers(pod).Single(container => (string)container["name"]! == name);
        var before = InjectedPod.Containers(injected.Pod).Single(container => (string)container["name"]! == name);
        return JsonNode.DeepEquals(now, before) || ((bool?)before["securityContext"]?["privileged"] == true && (bool?)now["securityContext"]?["privileged"] == true);
    }

    private static void SetRecord(JsonNode pod, string key, Func<string, string?> change)
    {
        var annotations = (JsonObject)pod["metadata"]!["annotations"]!;
        var record = change((string)annotations[key]!);
        annotations.Remove(key);
        if (record is not null)
        {
            annotations[key] = record;
        }
    }

    private static string With(string record, string member, Func<JsonNode, JsonNode> change)
    {
        var status = (JsonObject)JsonNode.Parse(record)!;
        status[member] = change(status[member]!.DeepClone());
        return status.ToJsonString();
    }

    private static string Without(string record, string member)
    {
        var status = (JsonObject)JsonNode.Parse(record)!;
        status.Remove(member);
        return status.ToJsonString();
    }
}
