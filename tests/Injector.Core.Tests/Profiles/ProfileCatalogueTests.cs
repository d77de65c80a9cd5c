using Injector.Core.Profiles;

namespace Injector.Core.Tests.Profiles;

public sealed class ProfileCatalogueTests
{
    private static readonly ProfileCatalogue Catalogue = ProfileCatalogue.Create(
    [
        Profile("metrics"), Profile("logging"), Profile("logging", "shop"), Profile("own", "shop"), Profile("other", "bank"),
    ]);

    [Fact]
    public void Finds_the_profile_of_the_namespace_ahead_of_the_cluster_wide_one()
    {
        Catalogue.Find("logging", "shop")!.Namespace.ShouldBe("shop");
        Catalogue.Find("logging", "bank")!.Namespace.ShouldBeNull();
    }

    [Fact]
    public void Hides_the_profiles_of_other_namespaces()
    {
        Catalogue.Find("other", "shop").ShouldBeNull();
        Catalogue.Find("nothing", "shop").ShouldBeNull();
        Catalogue.NamesFor("shop").ShouldBe(["logging", "metrics", "own"]);
    }

    [Fact]
    public void Lets_the_later_of_two_profiles_win()
    {
        var first = Profile("logging");
        var second = Profile("logging") with { Priority = 7 };

        ProfileCatalogue.Create([first, second]).All.ShouldHaveSingleItem().Priority.ShouldBe(7);
    }

    [Fact]
    public void Finds_without_allocating()
    {
        Catalogue.Find("logging", "shop");
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var round = 0; round < 100; round++)
        {
            Catalogue.Find("logging", "shop");
            Catalogue.Find("metrics", "shop");
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static SidecarProfile Profile(string name, string? @namespace = null) =>
        new() { Name = name, Namespace = @namespace, Description = "", ContentHash = "", Source = "test" };
}
