using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Injector.Core.Decisions;
using Injector.Core.Profiles;
using Injector.Core.Snapshots;
using Injector.Profiles.Files;
using Injector.Testing.Golden;
using Injector.Testing.Released;

namespace Injector.Core.Tests.Released;

/// <summary>Pods that an earlier release injected reach a webhook of today: in a rollout, from Git, exported and applied again.</summary>
public sealed class SecondPassTests : IDisposable
{
    /// <summary>What a newer edition of a profile may say that an older one did not; none of it counts for a pod that has its sidecars.</summary>
    private static readonly Dictionary<string, (string Pattern, string Replacement)> Editions = new(StringComparer.Ordinal)
    {
        ["other images"] = (@"\bimage: *[^ ,}\n]+", "image: registry.example/other:2"),
        ["other requests"] = (@"\bcpu: *[0-9.]+m?", "cpu: 77m"),
        ["other limits"] = (@"\blimits: *\{memory: *[^ ,}\n]+", "limits: {memory: 640Mi"),
        ["other users"] = (@"\brunAsUser: *[0-9]+", "runAsUser: 4242"),
        ["other descriptions"] = (@"\bdescription: *[A-Z]", "description: Newer x"),
        ["another order"] = (@"\bpriority: *[0-9]+", "priority: 7"),
    };

    private static readonly ConcurrentDictionary<string, ProfileLoad> BuiltIns = new(StringComparer.Ordinal);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("injector-released-");

    public static IEnumerable<object[]> Cases => Release.InjectedCases;

    public static IEnumerable<object[]> ChangedEditions =>
        Release.All.SelectMany(release => Editions.Keys.Select(edition => new object[] { release.Version, edition }));

    [Fact]
    public void There_is_a_record_of_many_pods() => Cases.Count().ShouldBeGreaterThan(50);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_pod_that_an_earlier_release_injected_stays_as_it_is(string version, string name)
    {
        var golden = new Release(version).Case(name);

        ShouldStay(golden, Pod(version, name), golden.Snapshot);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_stays_as_it_is_with_the_profiles_of_its_release(string version, string name)
    {
        var release = new Release(version);
        var golden = release.Case(name);
        var builtIns = BuiltIns.GetOrAdd(version, _ => Load(release.PathOf("profiles/built-in"), []));
        var own = release.CaseFile(name, "profiles");

        ShouldStay(golden, Pod(version, name), golden.Snapshot with { Profiles = (own is null ? builtIns : Load(own, builtIns.Profiles)).ToCatalogue() });
    }

    [Theory]
    [MemberData(nameof(ChangedEditions))]
    public void It_stays_as_it_is_whatever_a_newer_edition_of_its_profiles_says(string version, string edition)
    {
        var release = new Release(version);
        var builtIns = Load(Changed(release.PathOf("profiles/built-in"), edition, "built-in"), []);
        foreach (var name in Cases.Where(row => (string)row[0] == version).Select(row => (string)row[1]))
        {
            var golden = release.Case(name);
            var own = release.CaseFile(name, "profiles");
            var profiles = own is null ? builtIns : Load(Changed(own, edition, name), builtIns.Profiles);

            ShouldStay(golden, Pod(version, name), golden.Snapshot with { Profiles = profiles.ToCatalogue() });
        }

        Hashes(builtIns).ShouldNotBe(Hashes(BuiltIns.GetOrAdd(version, _ => Load(release.PathOf("profiles/built-in"), []))));

        static string Hashes(ProfileLoad load) => string.Join(' ', load.Profiles.Select(profile => profile.ContentHash));
    }

    /// <summary>Which values a release took and a later one refuses nobody can list; what holds for one that no release took holds for each of them.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void It_stays_as_it_is_with_a_value_that_is_refused_in_a_new_pod(string version, string name)
    {
        var golden = new Release(version).Case(name);
        var pod = Pod(version, name);
        if (golden.Inject(pod).Decision is not InjectionDecision.Skip { Code: ReasonCode.AlreadyInjected })
        {
            return;
        }

        var annotations = pod["metadata"]!["annotations"]!.AsObject();
        var (key, record) = annotations.Single(annotation => annotation.Key.EndsWith("/status", StringComparison.Ordinal));
        var status = JsonNode.Parse((string)record!)!;
        var wrong = $"{status["profiles"]!.AsObject().First().Key}.{key[..^"/status".Length]}/no-such-value";
        annotations[wrong] = "x";

        var result = golden.Inject(pod);

        result.Decision.Reason.ShouldBe(ReasonCode.AlreadyInjected, (result.Decision as InjectionDecision.Deny)?.Message);
        result.Patch.IsEmpty.ShouldBeTrue();
        result.FullWarnings.ShouldContain(warning => warning.ToString().StartsWith("a new pod would be refused: ", StringComparison.Ordinal) && warning.ToString().Contains(wrong, StringComparison.Ordinal));
        foreach (var container in Recorded(status))
        {
            var changed = pod.DeepClone();
            ContainersOf(changed).Single(one => (string)one!["name"]! == container)!.AsObject()["name"] = "another";
            golden.Inject(changed).Decision.ShouldBeOfType<InjectionDecision.Deny>(container).Code.ShouldBe(ReasonCode.BadParameter);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void ShouldStay(GoldenCase golden, JsonNode pod, InjectionSnapshot snapshot)
    {
        var result = golden.Inject(pod, snapshot);

        result.Decision.ShouldNotBeOfType<InjectionDecision.Deny>($"{golden.Name}: {(result.Decision as InjectionDecision.Deny)?.Message}");
        Encoding.UTF8.GetString(result.Patch.Span).ShouldBeEmpty(golden.Name);
    }

    private static ProfileLoad Load(string folder, ImmutableArray<SidecarProfile> others)
    {
        var load = ProfileFiles.Load(folder, others);
        load.Errors.ShouldBeEmpty();
        return load;
    }

    private static IEnumerable<string> Recorded(JsonNode status) =>
        ((string[])["initContainers", "containers"]).SelectMany(list => status[list] as JsonArray ?? []).Select(name => (string)name!);

    private static IEnumerable<JsonNode?> ContainersOf(JsonNode pod) =>
        ((string[])["initContainers", "containers"]).SelectMany(list => pod["spec"]![list] as JsonArray ?? []);

    /// <summary>A folder with a newer edition of every profile of another.</summary>
    private string Changed(string profiles, string edition, string name)
    {
        var folder = _folder.CreateSubdirectory(name).FullName;
        foreach (var file in Directory.GetFiles(profiles))
        {
            var newer = Regex.Replace(File.ReadAllText(file), Editions[edition].Pattern, Editions[edition].Replacement);
            File.WriteAllText(Path.Combine(folder, Path.GetFileName(file)), newer);
        }

        return folder;
    }

    private static JsonNode Pod(string version, string name) => JsonNode.Parse(File.ReadAllText(new Release(version).CaseFile(name, "injected.json")!))!;
}
