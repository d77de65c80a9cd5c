using System.Text;
using Injector.EndToEnd.Tests.Offline;
using Injector.Testing.Released;

namespace Injector.EndToEnd.Tests.Released;

/// <summary>The command line of an earlier release: the record is what it prints, and it leaves alone what this release has injected.</summary>
public sealed class ReleasedCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("injector-released-");

    public static IEnumerable<object[]> Manifests => Release.AllManifests.Where(row => (string)row[0] == ReleasedProgram.Release.Version);

    [ReleasedProgramTheory]
    [MemberData(nameof(Manifests))]
    public async Task The_record_is_what_the_released_program_prints(string version, string folder)
    {
        var release = new Release(version);
        var original = release.Original(folder);

        var run = await ReleasedProgram.RunAsync(["inject", "-f", original, .. release.Arguments(folder)]);

        var expected = release.Injected(folder) ?? (run.ExitCode == 0 ? original : null);
        Encoding.UTF8.GetString(run.Output).ShouldBe(expected is null ? "" : await File.ReadAllTextAsync(expected));
        var report = run.Errors.Replace(original, Path.GetFileName(original), StringComparison.Ordinal);
        $"{report}exit code {run.ExitCode}\n".ShouldBe(await File.ReadAllTextAsync(release.PathOf($"{folder}/report.txt")));
    }

    // A record of neither release, written by hand, is completed by 0.1.0 with what it would add itself; this release leaves another edition alone.
    public static IEnumerable<object[]> WithoutRecord =>
        Manifests.Where(row => !File.ReadAllText(new Release((string)row[0]).Original((string)row[1])).Contains("injector.io/status", StringComparison.Ordinal));

    [ReleasedProgramTheory]
    [MemberData(nameof(WithoutRecord))]
    public async Task What_this_release_injects_keeps_its_bytes_under_the_released_program(string version, string folder)
    {
        var release = new Release(version);
        var arguments = release.Arguments(folder);
        var present = await OfflineInjection.RunAsync(await File.ReadAllTextAsync(release.Original(folder)), [.. arguments]);
        if (present.ExitCode != 0)
        {
            // Denied: nothing is printed, so nothing reaches the other program.
            present.Output.ShouldBeEmpty();
            return;
        }

        if (present.Output == await File.ReadAllTextAsync(release.Original(folder)))
        {
            // Skipped: 0.1.0 wrote the reason into the manifest, this release leaves it as it came.
            present.Errors.ShouldContain("skipped");
            return;
        }

        var file = Path.Combine(_folder.FullName, "injected");
        await File.WriteAllTextAsync(file, present.Output);
        var run = await ReleasedProgram.RunAsync(["inject", "-f", file, .. arguments]);

        run.ExitCode.ShouldBe(0, run.Errors);
        Encoding.UTF8.GetString(run.Output).ShouldBe(present.Output);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
