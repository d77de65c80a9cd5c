using Injector.Core.Profiles;
using Injector.Core.Snapshots;
using Injector.Server.Profiles;
using Injector.Server.Snapshots;
using Microsoft.Extensions.Logging.Abstractions;

namespace Injector.Server.Tests.Profiles;

public sealed class CurrentProfilesTests
{
    private readonly SnapshotHolder _snapshots = new(new InjectionSnapshot { Profiles = ProfileCatalogue.Empty });
    private readonly ProfileErrors _errors = new();

    [Fact]
    public void The_cluster_comes_before_files_whichever_reports_last_and_gives_the_name_back()
    {
        var profiles = new CurrentProfiles(_snapshots, _errors, new DefaultProfiles(NullLogger<DefaultProfiles>.Instance));
        var (file, resource) = (Profile("helper", "file"), Profile("helper", "object"));

        profiles.ReplaceCluster([resource], []).ShouldBeEmpty();
        profiles.ReplaceFiles([file, Profile("other", "file")], []);

        Source("helper").ShouldBe("object");
        Source("other").ShouldBe("file");
        profiles.ReplaceCluster([resource, Profile("third", "object")], []).ShouldBe([file]);
        profiles.ReplaceCluster([], []);
        Source("helper").ShouldBe("file");
    }

    [Fact]
    public void A_profile_of_one_namespace_leaves_the_one_for_all_to_the_others()
    {
        var profiles = new CurrentProfiles(_snapshots, _errors, new DefaultProfiles(NullLogger<DefaultProfiles>.Instance));
        profiles.ReplaceFiles([Profile("helper", "file")], []);

        profiles.ReplaceCluster([Profile("helper", "object") with { Namespace = "shop" }], []).ShouldBeEmpty();

        Source("helper", "shop").ShouldBe("object");
        Source("helper", "bank").ShouldBe("file");
    }

    [Fact]
    public void The_errors_of_both_count_and_a_report_without_a_change_keeps_what_was_prepared()
    {
        var profiles = new CurrentProfiles(_snapshots, _errors, new DefaultProfiles(NullLogger<DefaultProfiles>.Instance));
        var resource = Profile("helper", "object");
        profiles.ReplaceFiles([], ["a file is wrong"]);
        profiles.ReplaceCluster([resource], []);
        var catalogue = _snapshots.Current.Profiles;

        profiles.ReplaceCluster([resource], ["an object is wrong"]);

        _snapshots.Current.Profiles.ShouldBeSameAs(catalogue);
        _errors.Current.ShouldBe(["a file is wrong", "an object is wrong"]);
    }

    private string? Source(string name, string @namespace = "shop") => _snapshots.Current.Profiles.Find(name, @namespace)?.Source;

    private static SidecarProfile Profile(string name, string source) => new() { Name = name, Description = "", ContentHash = "", Source = source };
}
