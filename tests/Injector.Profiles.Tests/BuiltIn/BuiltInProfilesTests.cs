using Injector.Profiles.BuiltIn;
using Injector.Profiles.Files;

namespace Injector.Profiles.Tests.BuiltIn;

public sealed class BuiltInProfilesTests
{
    public static TheoryData<string> Names => [.. BuiltInProfiles.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Pass_the_strict_check_and_the_trial(string name)
    {
        var load = ProfileText.Parse(BuiltInProfiles.Text(name)!, $"{name}.yaml");

        load.Errors.ShouldBeEmpty();
        load.Profiles.ShouldHaveSingleItem().Name.ShouldBe(name);
    }

    [Fact]
    public void Load_in_ordinal_order_of_name()
    {
        var names = BuiltInProfiles.Load().Select(profile => profile.Name).ToArray();

        names.ShouldContain("log-tail");
        names.ShouldBe(names.Order(StringComparer.Ordinal));
    }
}
