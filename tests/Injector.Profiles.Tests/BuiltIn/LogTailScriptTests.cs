using System.Diagnostics;
using Injector.Core.Profiles.Templates;
using Injector.Profiles.BuiltIn;
using Injector.Profiles.Tests.Files;

namespace Injector.Profiles.Tests.BuiltIn;

public sealed class LogTailScriptTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [ShellFact]
    public async Task Prints_old_and_new_lines_and_leaves_when_told_to()
    {
        _directory.Write("app.log", "first\n");
        using var process = Start();
        try
        {
            (await ReadLineAsync(process)).ShouldBe("first");

            await File.AppendAllTextAsync(Path.Combine(_directory.Path, "app.log"), "second\n");
            (await ReadLineAsync(process)).ShouldBe("second");

            await File.AppendAllTextAsync(Path.Combine(_directory.Path, "app.log"), "last\n");
            using (var signal = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            {
                await signal.WaitForExitAsync();
            }

            (await ReadLineAsync(process)).ShouldBe("last");
            await process.WaitForExitAsync().WaitAsync(Patience);
            process.ExitCode.ShouldBe(0);
        }
        finally
        {
            Stop(process);
        }
    }

    [ShellFact]
    public async Task Waits_for_a_file_that_is_not_there_yet()
    {
        using var process = Start();
        try
        {
            (await process.StandardError.ReadLineAsync().WaitAsync(Patience)).ShouldNotBeNull().ShouldContain("app.log");

            _directory.Write("app.log", "late\n");

            (await ReadLineAsync(process)).ShouldBe("late");
        }
        finally
        {
            Stop(process);
        }
    }

    /// <summary>The application writes without a pause and renames its file away every so often, as log rotation does.</summary>
    [ShellFact]
    public async Task Prints_every_line_once_while_the_file_is_rotated()
    {
        const int Rotations = 3;
        const int LinesEach = 200;
        var path = Path.Combine(_directory.Path, "app.log");
        _directory.Write("app.log", "");
        using var process = Start();
        try
        {
            var printed = new List<string>();
            for (var rotation = 0; rotation < Rotations; rotation++)
            {
                for (var line = 0; line < LinesEach; line++)
                {
                    await File.AppendAllTextAsync(path, $"{rotation}.{line}\n");
                }

                // Rotated once its lines were printed: a file that is renamed and replaced between two looks is one that tail never saw whole.
                while (printed.Count < (rotation + 1) * LinesEach)
                {
                    printed.Add((await ReadLineAsync(process)).ShouldNotBeNull());
                }

                File.Move(path, $"{path}.{rotation}");
            }

            printed.ShouldBe(from rotation in Enumerable.Range(0, Rotations) from line in Enumerable.Range(0, LinesEach) select $"{rotation}.{line}");
        }
        finally
        {
            Stop(process);
        }
    }

    private static async Task<string?> ReadLineAsync(Process process) => await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);

    private static void Stop(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private Process Start() => BusyBox.Start(
        BuiltInProfiles.Load().Single(profile => profile.Name == "log-tail").Sidecars[0],
        new Dictionary<string, TemplateValue> { ["path"] = new TemplateValue.Text(_directory.Path), ["file"] = new TemplateValue.Text("app.log") });
}
