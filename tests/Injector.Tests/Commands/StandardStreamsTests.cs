using System.Diagnostics;

namespace Injector.Tests.Commands;

/// <summary>Runs the program itself from a shell that closes its streams: no test in process can.</summary>
public sealed class StandardStreamsTests
{
    [Theory]
    [InlineData("2>&-", 0)]
    [InlineData("2>/dev/full", 0)]
    [InlineData("<&-", 0)]
    [InlineData("<&- 2>&-", 0)]
    [InlineData(">&-", 2)]
    [InlineData(">/dev/full", 2)]
    [InlineData(">&- 2>&-", 2)]
    public async Task A_closed_or_full_stream_ends_in_an_exit_code(string redirection, int exitCode)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("pod.yaml", Manifests.RequestingPod);

        var (code, error) = await ShellAsync($"exec {Program} inject -f '{file}' {redirection}");

        code.ShouldBe(exitCode, error);
        error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_closed_standard_input_is_told_instead_of_waited_for()
    {
        var (code, error) = await ShellAsync($"exec {Program} inject -f - <&-");

        code.ShouldBe(ExitCodes.Usage);
        error.ShouldBe("error: stdin: cannot be read: the standard input is closed\n");
    }

    private static string Program => $"dotnet '{Path.Combine(AppContext.BaseDirectory, "injector.dll")}'";

    private static async Task<(int Code, string Error)> ShellAsync(string line)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", line]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = shell.StandardError.ReadToEndAsync();
        await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return (shell.ExitCode, await error);
    }
}
