using Injector.Profiles.BuiltIn;
using Injector.Profiles.Files;

namespace Injector.Profiles.Tests.Files;

public sealed class ProfileFilesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Load_every_profile_file_and_nothing_else()
    {
        _directory.Write("b.yaml", ProfileSource.Document("{}", "b"));
        _directory.Write("a.yml", ProfileSource.Document("{}", "a"));
        _directory.Write("c.json", """{"apiVersion":"injector.io/v1alpha1","kind":"SidecarProfile","metadata":{"name":"c"},"spec":{}}""");
        _directory.Write("README.md", "not a profile");
        _directory.Write("..data.yaml", "not: a profile");
        Directory.CreateDirectory(Path.Combine(_directory.Path, "..2026.yaml"));

        var load = ProfileFiles.Load(_directory.Path, []);

        load.Errors.ShouldBeEmpty();
        load.Profiles.Select(profile => profile.Name).ShouldBe(["a", "b", "c"]);
        load.Profiles[1].Source.ShouldBe(Path.Combine(_directory.Path, "b.yaml"));
    }

    [Fact]
    public void Let_a_good_file_count_beside_a_bad_one()
    {
        _directory.Write("bad.yaml", ProfileSource.Document("priority: x", "bad"));
        _directory.Write("good.yaml", ProfileSource.Document("{}", "good"));

        var load = ProfileFiles.Load(_directory.Path, []);

        load.Profiles.ShouldHaveSingleItem().Name.ShouldBe("good");
        load.Errors.ShouldHaveSingleItem().File.ShouldEndWith("bad.yaml");
    }

    [Fact]
    public void Name_both_files_that_have_the_same_profile()
    {
        _directory.Write("1.yaml", ProfileSource.Document("priority: 1", "twice"));
        _directory.Write("2.yaml", ProfileSource.Document("priority: 2", "twice"));

        var load = ProfileFiles.Load(_directory.Path, []);

        load.Profiles.ShouldHaveSingleItem().Priority.ShouldBe(1);
        var error = load.Errors.ShouldHaveSingleItem();
        error.File.ShouldEndWith("2.yaml");
        error.Message.ShouldContain("1.yaml");
    }

    [Fact]
    public void Say_which_built_ins_a_file_replaces()
    {
        _directory.Write("own.yaml", ProfileSource.Document("priority: 1", "log-tail"));
        _directory.Write("namespaced.yaml", ProfileSource.Document("{}", "metrics").Replace("name: metrics", "name: metrics\n  namespace: shop", StringComparison.Ordinal));

        var load = ProfileFiles.Load(_directory.Path, BuiltInProfiles.Load());

        load.Errors.ShouldBeEmpty();
        load.ReplacedBuiltIns.ShouldBe(["log-tail"]);
        var catalogue = load.ToCatalogue();
        catalogue.Find("log-tail", "shop")!.Priority.ShouldBe(1);
        catalogue.Find("metrics", "shop")!.Source.ShouldEndWith("namespaced.yaml");
        catalogue.Find("metrics", "bank")!.Source.ShouldBe(BuiltInProfiles.Source);
    }

    [Fact]
    public void Report_a_directory_that_is_not_there()
    {
        var load = ProfileFiles.Load(Path.Combine(_directory.Path, "nothing"), BuiltInProfiles.Load());

        load.Profiles.ShouldNotBeEmpty();
        load.Errors.ShouldHaveSingleItem().Message.ShouldContain("cannot be read");
    }
}
