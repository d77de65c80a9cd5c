using System.Diagnostics;

namespace Injector.Testing.Released;

/// <summary>The program of release 0.1.0, as <c>tests/released/provision.sh</c> publishes it from the history.</summary>
public static class ReleasedProgram
{
    /// <summary>Name of the variable that holds its path.</summary>
    public const string Variable = "INJECTOR_RELEASED";

    /// <summary>The release that the program is of.</summary>
    public static Release Release { get; } = new("0.1.0");

    /// <summary>Its path.</summary>
    /// <exception cref="InvalidOperationException">The variable is not set, or names no file.</exception>
    public static string Path => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path && File.Exists(path)
        ? path
        : throw new InvalidOperationException($"{Variable} names no program; set it to what 'bash tests/released/provision.sh' prints");

    /// <summary>The reason to skip a test that needs it, or <see langword="null"/> to run; in CI it runs, and fails without the program.</summary>
    public static string? SkipReason => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)) && Environment.GetEnvironmentVariable("CI") != "true"
        ? $"{Variable} is not set; 'bash tests/released/provision.sh' makes the program and prints its path"
        : null;

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">As on a command line.</param>
    /// <returns>Exit code, standard output, standard error.</returns>
    public static async Task<(int ExitCode, byte[] Output, string Errors)> RunAsync(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var output = new MemoryStream();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        return (process.ExitCode, output.ToArray(), await errors);
    }
}
