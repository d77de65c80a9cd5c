using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace Injector.Benchmarks.Neighbours;

/// <summary>The published program, serving inside a control group with the chart's memory limit, as a container would.</summary>
internal sealed partial class LimitedProgram : IAsyncDisposable
{
    /// <summary>The chart's <c>resources.limits.memory</c>: 256 MiB.</summary>
    internal const long MemoryLimit = 256L * 1024 * 1024;

    private readonly MemoryGroup _group;
    private readonly Process _process;

    private LimitedProgram(MemoryGroup group, Process process, Uri address, X509Certificate2 authority) =>
        (_group, _process, Address, Authority) = (group, process, address, authority);

    /// <summary>Where reviews go.</summary>
    public Uri Address { get; }

    /// <summary>Who has signed its certificate.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>Whether it still runs.</summary>
    public bool IsAlive => !_process.HasExited;

    /// <summary>What the group used and suffered so far.</summary>
    public string Memory => _group.Describe();

    public static async Task<LimitedProgram> StartAsync(string program)
    {
        var group = MemoryGroup.Create(MemoryLimit);
        var authority = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"injector-benchmark-{Environment.ProcessId}.pem"));

        // The shell enters the group before it becomes the program, so that not a byte is counted elsewhere.
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardError = true };
        string[] arguments =
        [
            "-c", "echo $$ > \"$0\" && exec \"$@\"", group.Members, program,
            "serve", "--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0", "--log-level", "warn", "--write-ca", authority,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var last = "";
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            last = line;
            if (Listening().Match(line) is { Success: true } match)
            {
                _ = process.StandardError.ReadToEndAsync();
                return new LimitedProgram(group, process, new Uri(match.Value), X509CertificateLoader.LoadCertificateFromFile(authority));
            }
        }

        await process.WaitForExitAsync();
        group.Dispose();
        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{program} ended with {process.ExitCode} instead of serving: {last}"));
    }

    public async ValueTask DisposeAsync()
    {
        if (IsAlive)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        Authority.Dispose();
        _group.Dispose();
    }

    [GeneratedRegex(@"https://\S+/mutate")]
    private static partial Regex Listening();
}
