using System.Runtime.Versioning;
using Injector.Core.Profiles.Templates;
using Injector.Profiles.BuiltIn;
using Injector.Profiles.Tests.Files;

namespace Injector.Profiles.Tests.BuiltIn;

[SupportedOSPlatform("linux")]
public sealed class PermissionsScriptTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [ShellFact]
    public async Task Changes_the_mode_of_everything_below_the_path()
    {
        var file = Path.Combine(_directory.Path, "data");
        _directory.Write("data", "x");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var (code, output) = await RunAsync(_directory.Path, "u=rwX,g=rX");

        code.ShouldBe(0);
        output.ShouldBe($"{_directory.Path} belongs to {Owner}\n");
        (File.GetUnixFileMode(file) & UnixFileMode.GroupRead).ShouldBe(UnixFileMode.GroupRead);
        (File.GetUnixFileMode(file) & UnixFileMode.UserExecute).ShouldBe(UnixFileMode.None);
    }

    [ShellFact]
    public async Task Leaves_the_mode_alone_when_none_is_stated()
    {
        var file = Path.Combine(_directory.Path, "data");
        _directory.Write("data", "x");
        File.SetUnixFileMode(file, UnixFileMode.UserRead);

        (await RunAsync(_directory.Path, mode: null)).Code.ShouldBe(0);

        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead);
    }

    [ShellFact]
    public async Task Fails_when_there_is_nothing_to_change() => (await RunAsync(Path.Combine(_directory.Path, "absent"), mode: null)).Code.ShouldBe(1);

    // Only root may give files away, so the test gives them to whom they belong.
    private static string Owner { get; } = EffectiveUser;

    private static string EffectiveUser => File.ReadLines("/proc/self/status").Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[2];

    private static async Task<(int Code, string Output)> RunAsync(string path, string? mode)
    {
        var parameters = new Dictionary<string, TemplateValue>
        {
            ["path"] = new TemplateValue.Text(path),
            ["owner"] = new TemplateValue.Text(Owner),
            ["mode"] = mode is null ? TemplateValue.None : new TemplateValue.Text(mode),
        };
        using var process = BusyBox.Start(BuiltInProfiles.Load().Single(profile => profile.Name == "permissions").InitContainers[0], parameters);
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, output);
    }
}
