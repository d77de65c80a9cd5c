using Injector.Profiles.BuiltIn;
using Injector.Profiles.Files;
using Injector.Server.Options;
using Injector.Testing.Documents;

namespace Injector.Tests.Documentation;

public sealed class DeploymentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("injector-documentation-").FullName;

    public static TheoryData<string> BuiltIns => [.. BuiltInProfiles.Names];

    [Theory]
    [MemberData(nameof(BuiltIns))]
    public async Task Every_built_in_profile_has_an_example_that_is_injected(string profile)
    {
        var files = Directory.GetFiles(RepositoryText.PathOf("deploy/examples"), "*.yaml")
            .Where(file => File.ReadAllText(file).Contains($"injector.io/inject: {profile}\n", StringComparison.Ordinal)).ToArray();
        files.ShouldNotBeEmpty();
        foreach (var file in files)
        {
            var injected = await DocumentedRun.OfAsync("inject", "-f", file);
            injected.ExitCode.ShouldBe(0, injected.Errors);
            injected.Errors.ShouldMatch($@"injected +{profile}( → |\n)");
        }
    }

    [Fact]
    public async Task The_review_for_curl_is_answered_with_sidecars()
    {
        var run = await DocumentedRun.OfAsync("explain", "--admission-review", "-f", RepositoryText.PathOf("deploy/examples/review.json"));

        run.Output.ShouldStartWith("pod/web- in namespace shop: injected\n");
    }

    [Fact]
    public void The_sample_profiles_have_no_errors()
    {
        foreach (var (name, text) in Entries("overlays/dev/profiles.yaml"))
        {
            File.WriteAllText(Path.Combine(_folder, name), text);
        }

        var load = ProfileFiles.Load(_folder, BuiltInProfiles.Load());
        load.Errors.ShouldBeEmpty();
        load.Profiles.Length.ShouldBeGreaterThan(BuiltInProfiles.Names.Length);
        load.ReplacedBuiltIns.ShouldBeEmpty();
    }

    [Fact]
    public void The_configuration_is_one_that_the_server_reads_and_that_fits_the_deployment()
    {
        var path = Path.Combine(_folder, "config.yaml");
        File.WriteAllText(path, Entries("overlays/dev/configuration.yaml")["config.yaml"]);

        var options = ServerConfigurationFile.Read(path);

        var deployment = RepositoryText.Read("deploy/base/deployment.yaml");
        deployment.ShouldContain($"mountPath: {options.ProfilesDirectory}\n");
        deployment.ShouldContain($"containerPort: {options.Listen[1..]}\n");
        deployment.ShouldContain($"containerPort: {options.AdminListen[1..]}\n");
        options.OwnNamespace.ShouldBeNull("the Deployment says it, so that an overlay's namespace reaches the server");
        var grace = (long)YamlToJson.Single(deployment)!["spec"]!["template"]!["spec"]!["terminationGracePeriodSeconds"]!;
        grace.ShouldBeGreaterThan((long)(options.DrainDelay + options.DrainTimeout).TotalSeconds);
    }

    [Fact]
    public async Task The_example_of_a_privileged_profile_brings_a_namespace_that_lets_it_through()
    {
        var example = RepositoryText.Read("deploy/examples/cadvisor.yaml").Split("\n---\n");
        var namespaces = Path.Combine(_folder, "namespaces.yaml");
        await File.WriteAllTextAsync(namespaces, example[0]);
        var workload = Path.Combine(_folder, "web.yaml");
        await File.WriteAllTextAsync(workload, example[1]);

        (await DocumentedRun.OfAsync("inject", "-f", workload)).Errors.ShouldContain("denied");
        (await DocumentedRun.OfAsync("inject", "-f", workload, "--namespaces", namespaces)).ExitCode.ShouldBe(0);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Dictionary<string, string> Entries(string configMap) =>
        YamlToJson.Single(RepositoryText.Read($"deploy/{configMap}"))!["data"]!.AsObject().ToDictionary(entry => entry.Key, entry => (string)entry.Value!);
}
