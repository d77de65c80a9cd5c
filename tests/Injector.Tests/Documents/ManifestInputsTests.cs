using System.Diagnostics;
using Injector.Tests.Commands;

namespace Injector.Tests.Documents;

/// <summary>What is read where a path leads to something else than a file.</summary>
public sealed class ManifestInputsTests
{
    [Fact]
    public void Links_out_of_a_folder_and_to_folders_are_not_followed()
    {
        using var outside = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        outside.Write("secret.yaml", "a: outside\n");
        folder.Write("kept.yaml", "a: within\n");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "alias.yaml"), "kept.yaml");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "out.yaml"), Path.Combine(outside.Path, "secret.yaml"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "gone.yaml"), "nothing.yaml");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "loop"), folder.Path);
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "there"), outside.Path);

        CommandRun.Of("inject", "-f", folder.Path).Output.ShouldBe("a: within\n---\na: within\n");
    }

    [Fact]
    public void A_link_that_is_named_is_followed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("kept.yaml", "a: b\n");
        var link = Path.Combine(folder.Path, "link");
        File.CreateSymbolicLink(link, "kept.yaml");

        CommandRun.Of("inject", "-f", link).Output.ShouldBe("a: b\n");
    }

    [Fact]
    public void A_pipe_in_a_folder_is_refused_at_once()
    {
        using var folder = new TemporaryFolder();
        var pipe = Path.Combine(folder.Path, "pipe.yaml");
        using (var made = Process.Start("mkfifo", [pipe]))
        {
            made.WaitForExit();
        }

        foreach (var path in (string[])[pipe, folder.Path])
        {
            var run = CommandRun.Of("inject", "-f", path);

            run.ExitCode.ShouldBe(ExitCodes.Usage);
            run.Error.ShouldBe($"error: {pipe}: is a pipe or a device, not a file: hand it over as the standard input, with -f -\n");
        }
    }

    [Fact]
    public void An_empty_file_holds_no_document()
    {
        using var folder = new TemporaryFolder();

        CommandRun.Of("inject", "-f", folder.Write("empty.yaml", "")).Error.ShouldBe("the input holds no document\n");
        CommandRun.Of("inject", "-f", "/dev/null").Error.ShouldBe("the input holds no document\n");
    }

    [Fact]
    public void A_device_without_end_is_refused() => CommandRun.Of("inject", "-f", "/dev/zero").ShouldSatisfyAllConditions(
        run => run.ExitCode.ShouldBe(ExitCodes.Usage),
        run => run.Error.ShouldBe("error: /dev/zero: is larger than 16 MiB\n"));

    [Fact]
    public void A_file_that_states_no_length_is_read() => CommandRun.Of("inject", "-f", "/proc/version").Output.ShouldStartWith("Linux version ");
}
