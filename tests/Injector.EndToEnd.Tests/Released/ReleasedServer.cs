using System.Text.RegularExpressions;
using Injector.Testing.ControlPlane;
using Injector.Testing.Released;

namespace Injector.EndToEnd.Tests.Released;

/// <summary><c>injector serve</c> of an earlier release, as a process of its own.</summary>
internal sealed partial class ReleasedServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly ControlPlaneFolder _folder;
    private readonly ServerProcess _process;

    private ReleasedServer(ControlPlaneFolder folder, ServerProcess process, Uri address, string authorityPem) =>
        (_folder, _process, Address, AuthorityPem) = (folder, process, address, authorityPem);

    /// <summary>Where it answers reviews.</summary>
    internal Uri Address { get; }

    /// <summary>The authority of its throw-away certificate.</summary>
    internal string AuthorityPem { get; }

    internal static async Task<ReleasedServer> StartAsync(params string[] arguments)
    {
        var folder = new ControlPlaneFolder();
        var authority = folder.PathOf("authority.pem");
        var process = ServerProcess.Start(
            folder, ReleasedProgram.Path, ["serve", "--listen=127.0.0.1:0", "--admin-listen=127.0.0.1:0", "--log-level=none", $"--write-ca={authority}", .. arguments]);
        try
        {
            // The line to try it is the last that a server prints which has chosen its ports.
            await Readiness.WaitAsync(
                process, StartLimit, _ => Task.FromResult(process.LogTail().Contains("\nTry it:\n", StringComparison.Ordinal)), CancellationToken.None);
            var address = new Uri(Served().Match(process.LogTail()).Groups[1].Value);
            return new ReleasedServer(folder, process, address, await File.ReadAllTextAsync(authority));
        }
        catch
        {
            await process.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    [GeneratedRegex(" admission reviews at (https://[^ /]+/)mutate")]
    private static partial Regex Served();
}
