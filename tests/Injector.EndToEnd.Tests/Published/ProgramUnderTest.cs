using System.Diagnostics;
using System.Text;
using Injector.Output;

namespace Injector.EndToEnd.Tests.Published;

/// <summary>The program that the tests run: the published one that a variable names, or else the one that was built with them.</summary>
internal static class ProgramUnderTest
{
    /// <summary>Name of the variable that holds the path of a published program.</summary>
    internal const string Variable = "INJECTOR_PROGRAM";

    /// <summary>Path of the published program; <see langword="null"/> where the variable is not set.</summary>
    /// <exception cref="InvalidOperationException">The variable names no file.</exception>
    internal static string? Published { get; } = Find(Environment.GetEnvironmentVariable(Variable));

    /// <summary>What starts a server of it: the file, and what comes before its own arguments.</summary>
    internal static (string File, string[] First) Server => Published is { } published
        ? (published, [])
        : (Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet", [Path.Combine(AppContext.BaseDirectory, "injector.dll")]);

    /// <summary>For people: which one it is.</summary>
    internal static string Description => Published is { } published
        ? $"the published program {published}, {new FileInfo(published).Length} bytes"
        : $"the program that was built with the tests; {Variable} names no published one";

    /// <summary>Runs a command to its end.</summary>
    /// <param name="input">The standard input.</param>
    /// <param name="arguments">As on a command line.</param>
    internal static Task<ProgramRun> RunAsync(string input, string[] arguments) =>
        Published is { } published ? RunAsync(published, input, arguments) : RunHereAsync(input, arguments);

    private static async Task<ProgramRun> RunAsync(string program, string input, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await WriteAsync(process, input);
        await process.WaitForExitAsync();
        return new ProgramRun(process.ExitCode, await output, await errors);
    }

    /// <summary>The built program needs half a second to start as a process, and a millisecond here.</summary>
    private static async Task<ProgramRun> RunHereAsync(string text, string[] arguments)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var output = new MemoryStream();
        await using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { AutoFlush = true, NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var console = new CommandConsole { Input = input, Output = output, Out = new DisplayWriter(writer), Error = new DisplayWriter(errors) };
        var exitCode = await Commands.CommandLine.RunAsync(arguments, console, CancellationToken.None);
        return new ProgramRun(exitCode, Encoding.UTF8.GetString(output.ToArray()), errors.ToString());
    }

    // A program that refuses its arguments ends without reading.
    private static async Task WriteAsync(Process process, string input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
        }
    }

    private static string? Find(string? path) => string.IsNullOrEmpty(path) ? null : File.Exists(path)
        ? Path.GetFullPath(path)
        : throw new InvalidOperationException($"{Variable} names '{path}', where there is no program");
}
