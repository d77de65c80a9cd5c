using System.Text.Json;
using Injector.Profiles.Files;
using Injector.Profiles.Resource;
using Injector.Profiles.Resource.Restrictions;
using Injector.Testing.Hostile;
using Injector.Testing.RandomPods;

namespace Injector.Profiles.Tests.Resource;

public sealed class ProfileResourceTests
{
    private const string Good = """{"description":"d","sidecars":[{"container":{"name":"helper","image":"example/helper:1"}}]}""";
    private const string Bad = """{"sidecars":[{"container":{"name":"helper","imagee":"example/helper:1"}}]}""";

    private static readonly ProfileResourceReader Reader = new("injector-system", ProfileRestrictions.Default);

    [Fact]
    public void Reads_what_the_cluster_adds_to_an_object_without_a_word()
    {
        using var document = JsonDocument.Parse($$$"""
            {"apiVersion":"injector.io/v1alpha1","kind":"SidecarProfile","spec":{{{Good}}},
             "metadata":{"name":"own","namespace":"shop","uid":"u","generation":3,"resourceVersion":"17","creationTimestamp":"2026-01-01T00:00:00Z",
               "finalizers":["a/b"],"ownerReferences":[],"managedFields":[{"manager":"kubectl","fieldsV1":{"f:spec":{".":{} } } }]},
             "status":{"observedGeneration":2,"contentHash":"abc","unknown":1,
               "conditions":[{"type":"Ready","status":"False","reason":"Invalid","message":"m","lastTransitionTime":"t"}]}}
            """);

        var reading = Reader.Read(ProfileObject.Read(document.RootElement));

        reading.Explanation.ToString().ShouldBe("");
        reading.Profile!.Namespace.ShouldBe("shop");
        reading.Profile.Source.ShouldBe("SidecarProfile shop/own");
        reading.Object.Status.ShouldBe(new ProfileStatus(2, "abc", false, "Invalid", "m") { LastTransition = "t" });
        reading.Object.ResourceVersion.ShouldBe("17");
    }

    [Fact]
    public void A_profile_of_the_own_namespace_serves_the_cluster_and_is_the_same_as_a_file()
    {
        var file = ProfileText.Parse(
            $"{{apiVersion: injector.io/v1alpha1, kind: SidecarProfile, metadata: {{name: own}}, spec: {Good}}}", "own.yaml").Profiles.ShouldHaveSingleItem();

        var profile = Reader.Read(Object(Good, "injector-system")).Profile!;

        profile.Namespace.ShouldBeNull();
        profile.ContentHash.ShouldBe(file.ContentHash);
    }

    [Fact]
    public void Nothing_that_others_wrote_commands_the_terminal_that_shows_the_condition()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var dice = new Dice(seed);
            string Text(string ordinary) => $"\"{JsonEncodedText.Encode(dice.OneIn(2) ? ordinary : HostileText.Of(dice))}\"";

            var reading = Reader.Read(Object(
                $$"""{"description":{{Text("d")}},{{Text("priority")}}:1,"sidecars":[{"container":{"name":{{Text("helper")}},"image":{{Text("example/helper")}},{{Text("args")}}:[{{Text("x")}}] } }]}"""));

            HostileText.FoundIn(reading.Explanation).ShouldBeEmpty($"seed {seed}");
            HostileText.FoundIn(reading.ToStatus().Message).ShouldBeEmpty($"seed {seed}");
        }
    }

    [Fact]
    public void Names_every_wrong_field_by_its_path_and_no_line()
    {
        var reading = Reader.Read(Object("""{"priority":"high","sidecars":[{"container":{"name":"helper","imagee":"x"}}],"surplus":1}"""));

        reading.Profile.ShouldBeNull();
        reading.Reason.ShouldBe("Invalid");
        reading.Errors.ShouldAllBe(error => error.Line == 0);
        reading.Explanation.ToString().ShouldContain("spec.priority: is text, not a whole number");
        reading.Explanation.ToString().ShouldContain("spec.sidecars[0].container.imagee: Container has no field 'imagee'; did you mean 'image'?");
        reading.Explanation.ToString().ShouldContain("spec.surplus: there is no field 'surplus' here");
    }

    [Theory]
    [InlineData("", "the field 'spec' is missing")]
    [InlineData("null", "not an object")]
    [InlineData("[]", "not an object")]
    public void A_spec_that_is_none_is_an_error(string spec, string message) => Reader.Read(Object(spec)).Explanation.ToString().ShouldContain(message);

    [Fact]
    public void What_is_said_is_short_however_long_the_names_of_fields_are()
    {
        var fields = string.Join(',', Enumerable.Range(0, 100).Select(number => $"\"{new string('x', 20_000)}{number}\":1"));

        Reader.Read(Object($"{{{fields}}}")).Explanation.Length.ShouldBeLessThan(25_000);
    }

    [Fact]
    public void A_name_that_annotations_could_not_use_is_an_error() =>
        Reader.Read(Object(Good) with { Name = "a.b" }).Explanation.ToString().ShouldBe("metadata.name: 'a.b' is not a name: up to 63 lower-case letters, digits and inner hyphens");

    [Fact]
    public void What_was_good_stays_in_use_until_its_object_is_gone()
    {
        var resources = new ProfileResources(Reader);
        var good = resources.Update([Object(Good)]).Profiles.ShouldHaveSingleItem();

        var broken = resources.Update([Object(Bad)]);
        broken.Profiles.ShouldHaveSingleItem().ShouldBeSameAs(good);
        broken.Errors.ShouldHaveSingleItem().ShouldStartWith("SidecarProfile shop/own: spec.sidecars[0].container.imagee: ");

        resources.Update([]).Profiles.ShouldBeEmpty();
        resources.Update([Object(Bad)]).Profiles.ShouldBeEmpty();
    }

    [Fact]
    public void Another_object_of_the_same_name_inherits_nothing()
    {
        var resources = new ProfileResources(Reader);
        resources.Update([Object(Good)]);

        resources.Update([Object(Bad) with { Uid = "another" }]).Profiles.ShouldBeEmpty();
    }

    [Fact]
    public void The_status_of_a_broken_object_keeps_the_hash_of_the_last_good_one()
    {
        var good = Reader.Read(Object(Good)).ToStatus();
        var broken = Reader.Read(Object(Bad) with { Generation = 2, Status = good }).ToStatus();

        good.IsReady.ShouldBe(true);
        good.ContentHash.Length.ShouldBe(12);
        broken.ShouldSatisfyAllConditions(
            () => broken.IsReady.ShouldBe(false), () => broken.ContentHash.ShouldBe(good.ContentHash), () => broken.ObservedGeneration.ShouldBe(2),
            () => broken.Reason.ShouldBe("Invalid"), () => broken.Message.ShouldContain("did you mean 'image'?"));
        good.SaysTheSameAs(good with { LastTransition = "later" }).ShouldBeTrue();
    }

    private static ProfileObject Object(string spec, string @namespace = "shop") =>
        new() { Namespace = @namespace, Name = "own", Uid = "u", Generation = 1, Spec = spec };
}
