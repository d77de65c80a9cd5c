using System.Diagnostics;
using System.Globalization;

namespace Injector.Testing.ControlPlane;

/// <summary>
/// One server of the control plane. It lives no longer than this process: a small shell holds the other end of a pipe and
/// ends the server, by its id, when the pipe closes, whether we closed it or died.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    // $0 is the file for the server's id, $1 the log, the rest the command.
    private const string Lifeline = """
        exec 3<&0 >>"$1" 2>&1
        shift
        "$@" </dev/null 3<&- &
        server=$!
        echo "$server" >"$0.new" && mv "$0.new" "$0"
        { read -r _ <&3; kill -TERM "$server"; } 2>/dev/null &
        watcher=$!
        wait "$server"
        code=$?
        kill -KILL "$watcher" 2>/dev/null
        exit "$code"
        """;

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    private readonly string _idFile;
    private readonly string _log;
    private readonly Process _shell;

    private ServerProcess(string name, string idFile, string log, Process shell)
    {
        Name = name;
        _idFile = idFile;
        _log = log;
        _shell = shell;
    }

    public string Name { get; }

    public bool HasExited => _shell.HasExited;

    /// <summary>The server's own process id; <see langword="null"/> in the instant before the shell has started it.</summary>
    public int? Id =>
        File.Exists(_idFile) ? int.Parse(File.ReadAllText(_idFile).AsSpan().TrimEnd(), CultureInfo.InvariantCulture) : null;

    /// <param name="folder">Where its id and its log go.</param>
    /// <param name="program">The program's path.</param>
    /// <param name="arguments">As on a command line.</param>
    /// <param name="name">What it is called there; the program's own name when not given.</param>
    public static ServerProcess Start(ControlPlaneFolder folder, string program, IEnumerable<string> arguments, string? name = null)
    {
        name ??= Path.GetFileName(program);
        var idFile = folder.PathOf(name + ".pid");
        var log = folder.PathOf(name + ".log");
        File.Delete(idFile);
        var start = new ProcessStartInfo("/bin/sh", ["-c", Lifeline, idFile, log, program, .. arguments])
        {
            RedirectStandardInput = true,
            WorkingDirectory = folder.PathOf("."),
        };
        return new ServerProcess(name, idFile, log, Process.Start(start)!);
    }

    /// <summary>The end of what the server printed, for the message of a failed start.</summary>
    public string LogTail(int lines = 25) =>
        File.Exists(_log) ? string.Join('\n', File.ReadAllLines(_log).TakeLast(lines)) : "(no output)";

    /// <summary>Ends the server as a node does that is lost: without a word.</summary>
    public async Task KillAsync()
    {
        using (var server = Process.GetProcessById(Id ?? throw new InvalidOperationException($"{Name} has not started")))
        {
            server.Kill();
        }

        await _shell.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            _shell.StandardInput.Close();
            await _shell.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _shell.Kill(entireProcessTree: true);
            await _shell.WaitForExitAsync();
        }

        _shell.Dispose();
    }
}
