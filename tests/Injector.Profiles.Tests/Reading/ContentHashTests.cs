using Injector.Profiles.Files;

namespace Injector.Profiles.Tests.Reading;

public sealed class ContentHashTests
{
    private const string Plain =
        """
        priority: 1
        sidecars:
          - container: {name: a, image: "b"}
        """;

    [Theory]
    [InlineData("sidecars:\n- container:\n    image: b # same\n    name: 'a'\npriority: 0x1")]
    [InlineData("{\"sidecars\": [{\"container\": {\"image\": \"b\", \"name\": \"a\"}}], \"priority\": 1}")]
    public void Is_the_same_for_another_layout(string spec) => Hash(spec).ShouldBe(Hash(Plain));

    [Theory]
    [InlineData("priority: 2\nsidecars: [{container: {name: a, image: b}}]")]
    [InlineData("priority: 1\nsidecars: [{container: {name: a, image: c}}]")]
    [InlineData("priority: 1\napiToken: true\nsidecars: [{container: {name: a, image: b}}]")]
    public void Differs_for_other_content(string spec) => Hash(spec).ShouldNotBe(Hash(Plain));

    [Fact]
    public void Says_nothing_of_earlier_images_which_change_nothing_that_is_added() =>
        Hash("earlierImages: [registry.example.com/old/tool]\n" + Plain).ShouldBe(Hash(Plain));

    [Fact]
    public void Covers_the_name_and_keeps_the_type_of_scalars()
    {
        var other = ProfileText.Parse(ProfileSource.Document(Plain, "other"), "x").Profiles[0].ContentHash;

        other.ShouldNotBe(Hash(Plain));
        Hash("files: [{name: a, content: [1]}]").ShouldNotBe(Hash("files: [{name: a, content: ['1']}]"));
        Hash(Plain).ShouldMatch("^[0-9a-f]{12}$");
    }

    private static string Hash(string spec) => ProfileSource.Load(spec).ContentHash;
}
