using Injector.Server.Options;
using Injector.Testing.Released;
using Injector.Tests.Commands;

namespace Injector.Tests.Released;

/// <summary>What people wrote for an earlier release is read.</summary>
public sealed class LoadingTests
{
    private static readonly string[] Written = ["full-self.yaml", "full-files.yaml", "full-throw-away.yaml"];

    public static IEnumerable<object[]> ProfileFolders => Rows(release => release.ProfileFolders);

    public static IEnumerable<object[]> Settings => Rows(release => release.Settings);

    public static IEnumerable<object[]> Contexts => Rows(_ => ["first", "second", "third"]);

    public static TheoryData<string> Versions => [.. Release.All.Select(release => release.Version)];

    [Theory]
    [MemberData(nameof(ProfileFolders))]
    public void Profiles_have_no_errors(string version, string folder)
    {
        var run = CommandRun.Of("profiles", "lint", new Release(version).PathOf(folder));

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Output + run.Error);
        run.Error.ShouldContain("0 errors");
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Settings_are_taken(string version, string file)
    {
        using var folder = new TemporaryFolder();
        var config = InPlace(new Release(version), file, folder);
        var pod = folder.Write("pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: example.test/web}]}\n");

        var run = CommandRun.Of("inject", "-f", pod, "--config", config);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_key_of_the_settings_counts(string version)
    {
        using var folder = new TemporaryFolder();
        var defaults = new ServerOptions();

        List<ServerOptions> read = [.. Written.Select(name => ServerConfigurationFile.Read(InPlace(new Release(version), $"settings/{name}", folder)))];

        // Each key of the files has another value than its default.
        foreach (var key in Written.SelectMany(name => File.ReadLines(new Release(version).PathOf($"settings/{name}"))).Where(IsKey).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]))
        {
            var option = typeof(ServerOptions).GetProperty(key, System.Reflection.BindingFlags.IgnoreCase | System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public).ShouldNotBeNull(key);
            read.ShouldContain(options => !Text(option.GetValue(options)).Equals(Text(option.GetValue(defaults)), StringComparison.Ordinal), key);
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Namespaces_are_found_in_the_file(string version)
    {
        const string pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: example.test/web}]}\n";
        var file = new Release(version).PathOf("namespaces/namespaces.yaml");

        CommandRun.WithInput(pod, "inject", "-f", "-", "--namespaces", file, "-n", "shop").Output.ShouldContain("mountPath: /srv/log");
        CommandRun.WithInput(pod, "inject", "-f", "-", "--namespaces", file, "-n", "shop-2").Error.ShouldContain("opted-out");
    }

    [Theory]
    [MemberData(nameof(Contexts))]
    public void A_kubeconfig_is_read_and_its_server_is_called(string version, string context)
    {
        var run = CommandRun.Of("check", "--kubeconfig", new Release(version).PathOf("kubeconfig/kubeconfig.yaml"), "--context", context);

        run.ExitCode.ShouldBe(ExitCodes.Unreachable, run.Error);
        run.Error.ShouldContain("127.0.0.1:1");
    }

    /// <summary>Settings whose files and folders are there, as in the pod that they are for.</summary>
    private static string InPlace(Release release, string file, TemporaryFolder folder)
    {
        foreach (var name in (string[])["tls/tls.crt", "tls/tls.key", "clients/ca.crt", "kubeconfig", "profiles/none.txt"])
        {
            folder.Write(name, "");
        }

        File.Copy(release.PathOf("namespaces/namespaces.yaml"), Path.Combine(folder.Path, "namespaces.yaml"), overwrite: true);
        return folder.Write("config.yaml", File.ReadAllText(release.PathOf(file)).Replace("/etc/injector", folder.Path, StringComparison.Ordinal));
    }

    private static bool IsKey(string line) => line.Length > 0 && char.IsLetter(line[0]);

    private static string Text(object? value) => value is System.Collections.IEnumerable list and not string ? string.Join(' ', list.Cast<object>()) : $"{value}";

    private static IEnumerable<object[]> Rows(Func<Release, IEnumerable<string>> names) =>
        Release.All.SelectMany(release => names(release).Select(name => new object[] { release.Version, name }));
}
