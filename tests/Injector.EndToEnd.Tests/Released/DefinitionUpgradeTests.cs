using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Charts;
using Injector.EndToEnd.Tests.Manifests;
using Injector.Testing;
using Injector.Testing.ControlPlane;
using Injector.Testing.Released;

namespace Injector.EndToEnd.Tests.Released;

/// <summary>The definition of SidecarProfiles is replaced by the present one, with every recorded profile stored as an object.</summary>
[Collection(InstalledCharts.Name)]
public sealed class DefinitionUpgradeTests(ControlPlaneFixture fixture) : IAsyncLifetime
{
    public static TheoryData<string> Versions => [.. Release.All.Select(release => release.Version)];

    [ControlPlaneTheory]
    [MemberData(nameof(Versions))]
    public async Task Every_stored_profile_stays_and_reads_the_same(string version)
    {
        var release = new Release(version);
        await ApplyDefinitionAsync(release.PathOf("crd/sidecarprofiles.yaml"));
        var folders = new Dictionary<string, string>();
        foreach (var folder in release.ProfileFolders)
        {
            folders[await fixture.NewNamespaceAsync()] = folder;
        }

        foreach (var (@namespace, folder) in folders)
        {
            await KubectlAsync("apply", "--namespace", @namespace, "--filename", release.PathOf(folder));
        }

        var before = await ProfilesAsync();
        before.Count.ShouldBeGreaterThan(40);

        await ApplyDefinitionAsync(Path.Combine(RepositoryRoot.Path, "deploy", "crd", "sidecarprofiles.yaml"));

        var after = await ProfilesAsync();
        after.Select(profile => profile.ToJsonString()).ShouldBe(before.Select(profile => profile.ToJsonString()));

        // Each is taken again as it was written, so that nobody is kept from changing one.
        foreach (var (@namespace, folder) in folders)
        {
            await KubectlAsync("replace", "--dry-run=server", "--namespace", @namespace, "--filename", release.PathOf(folder));
        }
    }

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Leaves the server to the next test as it was.</summary>
    public async Task DisposeAsync()
    {
        if (ControlPlaneRequirement.SkipReason(minimumServerVersion: null) is null)
        {
            await KubectlAsync("delete", "crd", "sidecarprofiles.injector.io", "--ignore-not-found");
        }
    }

    private async Task ApplyDefinitionAsync(string file)
    {
        var text = ForServer.Adapt(fixture.ControlPlane.ServerVersion, await File.ReadAllTextAsync(file));
        var outcome = await Kubectl.RunAsync(fixture.ControlPlane, ["apply", "--server-side", "--force-conflicts", "-f", "-"], text);
        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        await KubectlAsync("wait", "--for=condition=Established", "--timeout=60s", "crd/sidecarprofiles.injector.io");
        await fixture.Client.WaitForAsync("/apis/injector.io/v1alpha1/sidecarprofiles", answer => answer.IsSuccess);
    }

    /// <summary>All stored profiles in the order of the server's list.</summary>
    private async Task<List<JsonObject>> ProfilesAsync()
    {
        var list = await fixture.Client.ListAsync("/apis/injector.io/v1alpha1/sidecarprofiles").EnsureAsync();
        return [.. list["items"]!.AsArray().Select(item => item!.DeepClone().AsObject())];
    }

    private async Task KubectlAsync(params string[] arguments)
    {
        var outcome = await Kubectl.RunAsync(fixture.ControlPlane, arguments);
        outcome.ExitCode.ShouldBe(0, outcome.Errors);
    }
}
